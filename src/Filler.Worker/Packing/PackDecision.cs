using Filler.Api;

namespace Filler.Worker.Packing;

/// <summary>What follows from the Trials as they were last seen and the attempts here. Pure; asked again after every change, with the steps before carried out.</summary>
internal static class PackDecision
{
    /// <param name="seen">Trials that carry this pack's uid; null before they were first listed.</param>
    /// <param name="here">Attempts that this pack has taken up.</param>
    /// <param name="seats">Processes at once, at most.</param>
    /// <param name="leaving">Why all should leave; null: the pack goes on.</param>
    public static IReadOnlyList<PackStep> Decide(IReadOnlyCollection<PackedTrial>? seen, IReadOnlyCollection<PackedAttempt> here, int seats, string? leaving)
    {
        if (seen is null) return [];
        var steps = new List<PackStep>();
        foreach (var attempt in here)
        {
            if (Of(attempt, seen.FirstOrDefault(t => t.Uid == attempt.Uid), leaving) is { } step) steps.Add(step);
        }

        if (leaving is not null) return steps;
        var free = seats - here.Count(a => a.End is null);
        foreach (var trial in seen.Where(t => t is { IsUnderWay: true, IsEndTold: false } && !here.Any(a => a.IsOf(t))).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            if (trial.Fault is { } fault) steps.Add(new PackStep.Decline(trial, WorkerExitCode.UserError, fault));
            else if (trial.Order is null) continue;
            else if (trial.Stop is not null) steps.Add(new PackStep.Decline(trial, WorkerExitCode.Stopped, "told to stop before it began"));
            else if (free-- > 0) steps.Add(new PackStep.Start(trial, trial.Order));
        }

        return steps;
    }

    private static PackStep? Of(PackedAttempt attempt, PackedTrial? trial, string? leaving)
    {
        var isOver = trial is null || !attempt.IsOf(trial) || !trial.IsUnderWay;
        return attempt switch
        {
            { End: not null } when isOver => new PackStep.Forget(attempt),
            { End: not null, IsReported: false } when !trial!.IsEndTold => new PackStep.Report(attempt),
            { End: not null } => null,
            { Told: AttemptSignal.Kill } => null,
            _ when trial is null => new PackStep.Kill(attempt, "its Trial is no longer given to this pack"),
            _ when isOver => new PackStep.Kill(attempt, "the operator has done with this attempt"),
            { Told: AttemptSignal.Terminate } => null,
            _ => (leaving ?? trial.Stop) is { } reason ? new PackStep.Terminate(attempt, reason) : null,
        };
    }
}
