using Filler.Api;

namespace Filler.Cli.Running;

/// <summary>How facts change a trial's record. Pure; reports of older attempts and gaps in the epochs are refused.</summary>
internal static class TrialFacts
{
    /// <returns>The new status; the same object where the event changes nothing or is refused.</returns>
    public static TrialStatus Apply(TrialStatus status, WorkerEvent said)
    {
        if (said.Attempt != status.Attempt || status.Exit is not null || status.Phase != TrialPhase.Running) return status;
        return said switch
        {
            // A checkpoint behind the record (the last one was not yet whole when the process died) makes its epochs again, the same ones.
            WorkerStarted started when Complete(started.Resumed) && started.Resumed.Count > status.Epochs.Count => status with { Epochs = started.Resumed },
            WorkerEpoch { Record: var epoch } when epoch.Epoch == status.Epochs.Count + 1 => status with { Epochs = [.. status.Epochs, epoch] },
            WorkerFinished { Result: var result } => Succeed(status, result),
            _ => status,
        };
    }

    /// <summary>The result is in the store, whatever becomes of the process.</summary>
    public static TrialStatus Succeed(TrialStatus status, TrialResult result) => status with
    {
        Result = result,
        Epochs = result.Epochs.Count >= status.Epochs.Count ? result.Epochs : status.Epochs,
        Exit = new AttemptExit(status.Attempt, ExitKind.Succeeded, ""),
    };

    public static TrialStatus Leave(TrialStatus status, ExitKind kind, string message) => status with
    {
        Exit = new AttemptExit(status.Attempt, kind, message),
        Crashes = status.Crashes + (kind is ExitKind.Crashed or ExitKind.Hung ? 1 : 0),
    };

    public static TrialStatus Run(TrialStatus status, int attempt, string reason, DateTimeOffset now) => status with
    {
        Phase = TrialPhase.Running,
        Attempt = attempt,
        Stop = null,
        Exit = null,
        Message = reason,
        StartTime = status.StartTime ?? now,
    };

    public static TrialStatus Settle(TrialStatus status, TrialPhase phase, string message, DateTimeOffset now) => status with
    {
        Phase = phase,
        Message = message,
        FinishTime = phase is TrialPhase.Succeeded or TrialPhase.Pruned or TrialPhase.Failed ? now : null,
    };

    private static bool Complete(IReadOnlyList<EpochRecord> epochs) => epochs.Select((e, i) => e.Epoch == i + 1).All(ok => ok);
}
