using Filler.Api;
using k8s.Models;

namespace Filler.Studies;

/// <summary>
/// How facts and steps change a trial's record: pure, so that every executor writes the same. Each returns null where the record already has it, or where
/// it comes too late (an older attempt, a final phase): doing something twice, or after the world moved on, is harmless.
/// </summary>
public static class TrialRecord
{
    /// <summary>Exits that count against <c>trial.retries</c>. Success without a result is one: else a broken worker would be retried for ever.</summary>
    public static bool CountsAsCrash(ExitKind kind) => kind is ExitKind.Crashed or ExitKind.Hung or ExitKind.OutOfMemory or ExitKind.Succeeded;

    /// <summary>A new record, Pending; <see cref="Begin"/> starts its first attempt.</summary>
    public static Trial Create(Study study, TrialSpec spec) => new()
    {
        Metadata = new V1ObjectMeta { Name = Trial.NameOf(study.Metadata.Name, spec.Number), NamespaceProperty = study.Metadata.NamespaceProperty },
        Spec = spec,
    };

    /// <summary>Which images the trial will see; written once, before its first attempt.</summary>
    /// <param name="images">Digest of their recipe.</param>
    public static TrialStatus? See(TrialStatus status, string images) => status.Images is null ? status with { Images = images } : null;

    /// <summary>Instead of a first attempt: an equal trial has finished already, and its result becomes this one's.</summary>
    public static TrialStatus? TakeOver(TrialStatus status, PublishedResult found, DateTimeOffset now) =>
        status.Phase != TrialPhase.Pending || status.Attempt > 0 || status.Result is not null
            ? null
            : status with { Result = found.Result, ReusedFrom = found.Origin, Epochs = found.Result.Epochs, StartTime = now };

    /// <summary>For StartTrial (attempt 1) and RunAttempt: the worker of this attempt is about to start.</summary>
    public static TrialStatus? Begin(TrialStatus status, int attempt, DateTimeOffset now) =>
        TrialStanding.IsFinal(status.Phase) || attempt != status.Attempt + 1 || IsUnderWay(status) || status.ReusedFrom is not null
            ? null
            : status with
            {
                Phase = TrialPhase.Running,
                Attempt = attempt,
                ResumedFrom = status.Epochs.Count,
                Stop = null,
                Exit = null,
                Message = null,
                StartTime = status.StartTime ?? now,
                AttemptTime = now,
            };

    /// <summary>For StopTrial. The first request stands: what follows a pause is decided once the worker has left.</summary>
    public static TrialStatus? Stop(TrialStatus status, PlanStep.StopTrial step) =>
        IsUnderWay(status) && status.Stop is null ? status with { Stop = new StopRequest(step.Kind, step.Reason) } : null;

    /// <summary>For SettleTrial.</summary>
    public static TrialStatus? Settle(TrialStatus status, PlanStep.SettleTrial step, DateTimeOffset now) =>
        TrialStanding.IsFinal(status.Phase) || status.Phase == step.Phase || IsUnderWay(status)
            ? null
            : status with
            {
                Phase = step.Phase,
                Message = step.Message,
                FinishTime = TrialStanding.IsFinal(step.Phase) ? now : null,
            };

    /// <summary>The worker has built the network.</summary>
    public static TrialStatus? Build(TrialStatus status, WorkerStarted started) =>
        started.Attempt != status.Attempt || status.Network is not null ? null : status with { Network = new NetworkFigures(started.Weights, started.FlopsPerImage) };

    /// <summary>The worker's epochs: one, or all that a resumed checkpoint held. Known ones are skipped, so progress never goes back.</summary>
    public static TrialStatus? Report(TrialStatus status, int attempt, IReadOnlyList<EpochRecord> epochs)
    {
        if (attempt != status.Attempt || !IsUnderWay(status)) return null;
        return Extend(status.Epochs, epochs) is { } extended ? status with { Epochs = extended } : null;
    }

    /// <summary>The attempt's end; its one writer counts the crash in the same write, so that it counts once.</summary>
    /// <param name="result">What the store holds for this trial; looked up whatever the exit, since a report can be lost after the work is done.</param>
    /// <param name="gpuSeconds">What the attempt held of GPUs, times its seconds.</param>
    public static TrialStatus? Exit(TrialStatus status, AttemptExit exit, TrialResult? result, double gpuSeconds = 0)
    {
        if (exit.Attempt != status.Attempt || !IsUnderWay(status)) return null;
        result ??= status.Result;
        return status with
        {
            Exit = exit,
            Result = result,
            Epochs = (result is null ? null : Extend(status.Epochs, result.Epochs)) ?? status.Epochs,
            Crashes = status.Crashes + (result is null && CountsAsCrash(exit.Kind) ? 1 : 0),
            GpuSeconds = gpuSeconds > 0 ? (status.GpuSeconds ?? 0) + gpuSeconds : status.GpuSeconds,
        };
    }

    /// <summary>Whether an attempt holds a slot: Running, and its exit not yet recorded.</summary>
    public static bool IsUnderWay(TrialStatus status) => status.Phase == TrialPhase.Running && TrialStanding.ExitOf(status) is null;

    private static List<EpochRecord>? Extend(IReadOnlyList<EpochRecord> known, IReadOnlyList<EpochRecord> reported)
    {
        var extended = known.ToList();
        foreach (var epoch in reported.OrderBy(e => e.Epoch))
        {
            // A gap waits: the next report from a checkpoint, or the result, fills it.
            if (epoch.Epoch == extended.Count + 1) extended.Add(epoch);
        }

        return extended.Count > known.Count ? extended : null;
    }
}
