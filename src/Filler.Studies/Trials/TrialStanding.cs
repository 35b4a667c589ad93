using Filler.Api;

namespace Filler.Studies;

/// <summary>What the facts of one trial mean, before any comparison with others.</summary>
internal abstract record TrialStanding
{
    private TrialStanding()
    {
    }

    /// <summary>An attempt holds a slot; nothing to judge until its exit is recorded.</summary>
    public sealed record UnderWay : TrialStanding;

    /// <summary>Nothing to do for its own sake: final, or paused until promoted.</summary>
    public sealed record AtRest : TrialStanding
    {
        /// <summary>What nearly every trial of a long study is.</summary>
        public static AtRest Instance { get; } = new();
    }

    /// <summary>Wants its next attempt as soon as there is a slot.</summary>
    public sealed record Due(string Reason) : TrialStanding;

    /// <summary>The attempt's end is to be written down as this phase.</summary>
    public sealed record Ended(TrialPhase Phase, string Message) : TrialStanding;

    public static bool IsFinal(TrialPhase phase) => phase is TrialPhase.Succeeded or TrialPhase.Pruned or TrialPhase.Failed;

    /// <summary>The exit of the current attempt; an older attempt's exit says nothing.</summary>
    public static AttemptExit? ExitOf(TrialStatus status) => status.Exit is { } exit && exit.Attempt == status.Attempt ? exit : null;

    /// <summary>The failure table: docs/architecture.md, "What ends an attempt, and what follows".</summary>
    /// <param name="status">The facts.</param>
    /// <param name="retries"><c>trial.retries</c>.</param>
    public static TrialStanding Of(TrialStatus status, int retries)
    {
        if (IsFinal(status.Phase)) return AtRest.Instance;
        if (status.Phase == TrialPhase.Running && ExitOf(status) is null) return new UnderWay();

        if (status is { ReusedFrom: { } origin, Result: { } taken })
            return new Ended(TrialPhase.Succeeded, $"taken over from trial {origin.Trial} of study {origin.Study}, trained and evaluated there; best epoch {taken.BestEpoch}");

        // Finished work is never lost, however its process ended.
        if (status.Result is { } result) return new Ended(TrialPhase.Succeeded, $"trained and evaluated; best epoch {result.BestEpoch}");
        return status.Phase switch
        {
            TrialPhase.Pending => new Due("recorded but never started"),
            TrialPhase.Paused when status.Stop?.Kind == StopKind.Suspend => new Due("goes on after the suspension"),
            TrialPhase.Paused => AtRest.Instance,
            _ => AfterExit(status, ExitOf(status)!, retries),
        };
    }

    private static TrialStanding AfterExit(TrialStatus status, AttemptExit exit, int retries)
    {
        if (exit.Kind is ExitKind.UserError or ExitKind.Diverged or ExitKind.NotStarted) return new Ended(TrialPhase.Failed, exit.Message);
        if (status.Stop is { Kind: StopKind.Prune or StopKind.Surplus } stop) return new Ended(TrialPhase.Pruned, stop.Reason);

        var crashed = TrialRecord.CountsAsCrash(exit.Kind);
        if (crashed && status.Crashes > retries)
            return new Ended(TrialPhase.Failed, $"{Text(exit)}; given up after {status.Crashes} {(status.Crashes == 1 ? "crash" : "crashes")}");

        // A worker that dies while it is asked to pause has done what was asked, less gracefully: its last checkpoint stands.
        if (status.Stop is { } pause) return new Ended(TrialPhase.Paused, pause.Reason);
        return crashed
            ? new Due($"attempt {exit.Attempt}: {Text(exit)}; retry {status.Crashes} of {retries}")
            : new Due($"attempt {exit.Attempt} was lost: {Text(exit)}");
    }

    private static string Text(AttemptExit exit) => exit.Kind == ExitKind.Succeeded ? $"reported success without a result ({exit.Message})" : exit.Message;
}
