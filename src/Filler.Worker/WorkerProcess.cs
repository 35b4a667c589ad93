using System.Diagnostics;
using System.Text.Json;
using Filler.Api;
using Filler.Datasets;
using Filler.Networks;
using Filler.Storage;
using Filler.Training;
using Filler.Worker.Cluster;
using Filler.Worker.Telemetry;

namespace Filler.Worker;

/// <summary>The process around one attempt, or one dataset: environment in; events, last word and exit code out.</summary>
internal sealed class WorkerProcess(TextWriter output, TextWriter log, Func<string, string?> variable, TimeProvider time) : IDisposable
{
    private readonly StopSignal stop = new();
    private readonly TerminationLog lastWord = TerminationLog.Locate(variable, log);
    private EventWriter? events;

    /// <returns>One of <see cref="WorkerExitCode"/>; an unforeseen exception leaves the process as a crash.</returns>
    public async Task<int> RunAsync(TextReader input)
    {
        using var traces = WorkerTraces.Export(variable);
        using var span = WorkerTraces.Process(DatasetAssignment.IsAsked(variable) ? "prepare dataset" : "train trial", variable);
        try
        {
            lastWord.Write(DatasetAssignment.IsAsked(variable) ? await PrepareAsync() : await TrainAsync(input));
            return WorkerExitCode.Succeeded;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            log.WriteLine($"worker: stopped: {stop.Reason}");
            lastWord.Write(new StoppedMessage { Attempt = events?.Attempt ?? 0, Message = stop.Reason });
            return WorkerExitCode.Stopped;
        }
        catch (LibTorchException e)
        {
            return Fail(e.Message, WorkerExitCode.Environment);
        }
        catch (TrainingDivergedException e)
        {
            return Fail(e.Message, WorkerExitCode.Diverged);
        }
        catch (Exception e) when (e is WorkerSettingsException or DatasetException or NetworkShapeException or InvalidDataException or ArgumentException or JsonException)
        {
            // The trial's own values or images are at fault: another attempt would end the same.
            return Fail(e.Message, WorkerExitCode.UserError);
        }
        catch (BlobStoreException e)
        {
            return Fail(e.Message, WorkerExitCode.Store);
        }
        catch (Exception e)
        {
            lastWord.Write(new FailedMessage { Attempt = events?.Attempt ?? 0, Message = $"{e.GetType().Name}: {e.Message}" });
            throw;
        }
    }

    public void Dispose() => stop.Dispose();

    private async Task<TerminationMessage> PrepareAsync() =>
        await (await DatasetAssignment.ReadAsync(variable, stop.Token)).RunAsync(log, time, stop.Token);

    private async Task<TerminationMessage> TrainAsync(TextReader input)
    {
        var settings = await WorkerSettings.ReadAsync(stop, variable, input);
        var attempt = settings.Trial.Status.Attempt;
        await using var reporter = ReportTarget.Read(variable, settings.Trial) is { } target
            ? new TrialStatusReporter(target, new TrialProgress(settings.Trial), new KubernetesTrialStatus(target), log, time, stop.Ask)
            : null;
        events = new EventWriter(output, attempt, news =>
        {
            reporter?.Hear(news);
            WorkerTraces.Hear(news, time);
        });
        Activity.Current?.SetTag("k8s.object.name", settings.Trial.Metadata.Name).SetTag("filler.attempt", attempt);
        var result = await new TrialRun(settings, events, log).RunAsync(stop.Token);
        events.Write(new WorkerFinished { Attempt = attempt, Result = result });
        return new TrialFinishedMessage
        {
            Attempt = attempt,
            ValidationMetric = result.ValidationMetric,
            BestEpoch = result.BestEpoch,
            Epochs = result.Epochs.Count,
            Result = result with { Epochs = [] },
        };
    }

    private int Fail(string message, int code)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, message);
        events?.Write(new WorkerFailed { Attempt = events.Attempt, Message = message });
        log.WriteLine($"worker: {message}");
        lastWord.Write(new FailedMessage { Attempt = events?.Attempt ?? 0, Message = message });
        return code;
    }
}
