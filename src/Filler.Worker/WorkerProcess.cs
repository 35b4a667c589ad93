using System.Text.Json;
using Filler.Api;
using Filler.Networks;
using Filler.Training;

namespace Filler.Worker;

/// <summary>The process around one attempt: environment in, events and exit code out.</summary>
internal static class WorkerProcess
{
    /// <returns>One of <see cref="WorkerExitCode"/>; an unforeseen exception leaves the process as a crash.</returns>
    public static async Task<int> RunAsync(TextWriter output, TextWriter log)
    {
        using var stop = new StopSignal();
        WorkerSettings settings;
        try
        {
            settings = await WorkerSettings.ReadAsync(stop, Environment.GetEnvironmentVariable, Console.In);
        }
        catch (WorkerSettingsException e)
        {
            await log.WriteLineAsync($"worker: {e.Message}");
            return WorkerExitCode.UserError;
        }
        catch (OperationCanceledException)
        {
            return WorkerExitCode.Stopped;
        }

        var events = new EventWriter(output, settings.Trial.Status.Attempt);
        try
        {
            var result = await new TrialRun(settings, events, log).RunAsync(stop.Token);
            events.Write(new WorkerFinished { Attempt = events.Attempt, Result = result });
            return WorkerExitCode.Succeeded;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            await log.WriteLineAsync($"worker: stopped: {stop.Reason}");
            return WorkerExitCode.Stopped;
        }
        catch (LibTorchException e)
        {
            return await FailAsync(events, log, e.Message, WorkerExitCode.Environment);
        }
        catch (TrainingDivergedException e)
        {
            return await FailAsync(events, log, e.Message, WorkerExitCode.Diverged);
        }
        catch (Exception e) when (e is NetworkShapeException or InvalidDataException or ArgumentException or JsonException)
        {
            // The trial's own values or images are at fault: another attempt would end the same.
            return await FailAsync(events, log, e.Message, WorkerExitCode.UserError);
        }
    }

    private static async Task<int> FailAsync(EventWriter events, TextWriter log, string message, int code)
    {
        events.Write(new WorkerFailed { Attempt = events.Attempt, Message = message });
        await log.WriteLineAsync($"worker: {message}");
        return code;
    }
}
