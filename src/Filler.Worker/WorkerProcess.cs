using System.Diagnostics;
using Filler.Api;
using Filler.Training;
using Filler.Worker.Cluster;
using Filler.Worker.Packing;
using Filler.Worker.Telemetry;

namespace Filler.Worker;

/// <summary>The process around its work, be it a dataset, a volume, one attempt, trials one after another, or several in processes of their own: environment in; events, last word and exit code out.</summary>
/// <param name="output">Standard output: events, and the log as well where trials follow each other, so that what is said keeps its place between them.</param>
/// <param name="error">Standard error: the log.</param>
internal sealed class WorkerProcess(TextWriter output, TextWriter error, Func<string, string?> variable, TimeProvider time) : IDisposable
{
    private readonly StopRequest stop = new();
    private readonly TerminationLog lastWord = TerminationLog.Locate(variable, error);
    private TextWriter log = error;
    private EventWriter? events;

    /// <returns>One of <see cref="WorkerExitCode"/>; an unforeseen exception leaves the process as a crash.</returns>
    public async Task<int> RunAsync(TextReader input)
    {
        using var signals = new StopSignals(stop);
        using var traces = WorkerTraces.Export(variable);
        try
        {
            if (DatasetAssignment.IsAsked(variable)) lastWord.Write(await InSpanAsync("prepare dataset", PrepareAsync));
            else if (RefinementAssignment.IsAsked(variable)) lastWord.Write(await InSpanAsync("refine volume", RefineAsync));
            else if (PackSettings.IsAsked(variable)) return await ShareAsync();
            else if (OrderedTrials.AreAsked(variable)) await ServeAsync(new OrderedTrials(input, stop));
            else lastWord.Write(await InSpanAsync("train trial", () => TrainAsync(input)));
            return WorkerExitCode.Succeeded;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            log.WriteLine($"worker: stopped: {stop.Reason}");
            lastWord.Write(new StoppedMessage { Attempt = events?.Attempt ?? 0, Message = stop.Reason });
            return WorkerExitCode.Stopped;
        }
        catch (Exception e)
        {
            var code = Failures.CodeOf(e);
            var message = code is null ? $"{e.GetType().Name}: {e.Message}" : e.Message;
            events?.Write(new WorkerFailed { Trial = events.Trial, Attempt = events.Attempt, Message = message });
            log.WriteLine($"worker: {message}");
            lastWord.Write(new FailedMessage { Attempt = events?.Attempt ?? 0, Message = message });
            if (code is { } known) return known;
            throw;
        }
    }

    public void Dispose() => stop.Dispose();

    private async Task<TerminationMessage> PrepareAsync() =>
        await (await DatasetAssignment.ReadAsync(variable, stop.Token)).RunAsync(log, time, stop.Token);

    private async Task<TerminationMessage> RefineAsync() =>
        (await RefinementAssignment.ReadAsync(variable, stop.Token)).Run(output, stop.Token);

    /// <returns>As one that was told to leave: a trial that was given to the pack at that moment is lost, and has not crashed.</returns>
    private async Task<int> ShareAsync()
    {
        await PackProgram.RunAsync(variable, output, log, time, stop.Token);
        return WorkerExitCode.Stopped;
    }

    private async Task<TerminationMessage> TrainAsync(TextReader input)
    {
        ParentPipe.Watch(variable, input, stop);
        var settings = WorkerSettings.Read(variable);
        await NativeEntryPoints.LookUpAsync();
        LibTorch.BeginLoading();
        return await TrainAsync(settings, new DatasetMemory(settings.Store), await TrialAssignment.ReadAsync(variable, stop));
    }

    /// <summary>Trials one after another. What goes wrong in one ends the process, so that it poisons no other (ADR 14).</summary>
    private async Task ServeAsync(OrderedTrials orders)
    {
        log = output;
        LibTorch.BeginLoading();
        var settings = WorkerSettings.Read(variable);
        var datasets = new DatasetMemory(settings.Store);
        while (await orders.NextAsync() is { } assignment)
        {
            try
            {
                await InSpanAsync("train trial", () => TrainAsync(settings, datasets, assignment));
            }
            catch (OperationCanceledException) when (assignment.Stop.Token.IsCancellationRequested && !stop.Token.IsCancellationRequested)
            {
                log.WriteLine($"worker: stopped: {assignment.Stop.Reason}");
                events?.Write(new WorkerStopped { Trial = events.Trial, Attempt = events.Attempt });
            }

            events = null;
            LibTorch.ReleaseMemory();
        }
    }

    private async Task<TerminationMessage> TrainAsync(WorkerSettings settings, DatasetMemory datasets, TrialAssignment assignment)
    {
        var trial = assignment.Trial;
        await using var reporter = ReportTarget.Read(variable, trial) is { } target
            ? new TrialStatusReporter(target, new TrialProgress(trial), new KubernetesTrialStatus(target), log, time, stop.Ask)
            : null;
        events = new EventWriter(output, trial, new TraceIds(variable), news =>
        {
            reporter?.Hear(news);
            WorkerTraces.Hear(news, time);
        });
        events.Write(new WorkerAccepted { Trial = events.Trial, Attempt = events.Attempt });
        Activity.Current?.SetTag("k8s.object.name", trial.Metadata.Name).SetTag("filler.attempt", events.Attempt);
        var result = await new TrialRun(settings, datasets, assignment, events, log).RunAsync(assignment.Stop.Token);
        events.Write(new WorkerFinished { Trial = events.Trial, Attempt = events.Attempt, Result = result });
        return new TrialFinishedMessage
        {
            Attempt = events.Attempt,
            ValidationMetric = result.ValidationMetric,
            BestEpoch = result.BestEpoch,
            Epochs = result.Epochs.Count,
            Result = result with { Epochs = [] },
        };
    }

    private async Task<T> InSpanAsync<T>(string name, Func<Task<T>> work)
    {
        using var span = WorkerTraces.Process(name, variable);
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
    }
}
