using Filler.Api;

namespace Filler.Studies;

/// <summary>Why a study is to end.</summary>
/// <param name="Code">The condition's reason, for machines.</param>
/// <param name="Failed">It ends without an answer, or with too many failures to trust one.</param>
/// <param name="Reason">For people, with the figures.</param>
internal sealed record Ending(string Code, bool Failed, string Reason)
{
    /// <summary>Ends at once, whatever runs: the goal, too many failures, the time. Null: none of them.</summary>
    public static Ending? Now(StudySpec spec, Ledger ledger, DateTimeOffset now)
    {
        var trials = ledger.Judged;
        if (GoalReached(spec, trials) is { } goal) return goal;

        var failed = trials[TrialPhase.Failed];
        if (failed > spec.Search.MaxFailedTrials)
        {
            var last = ledger.Trials.Last(t => t.Status.Phase == TrialPhase.Failed);
            return new Ending("TooManyFailures", true, $"{failed} trials failed, more than search.maxFailedTrials {spec.Search.MaxFailedTrials}; trial {last.Spec.Number}: {last.Status.Message}");
        }

        if (spec.Search.MaxGpuHours is { } hours && GpuBudget.HoursUsed(spec, ledger, now) >= hours)
        {
            var used = FormattableString.Invariant($"search.maxGpuHours {hours:R} are used up");
            return AnySucceeded(trials)
                ? new Ending("GpuHoursUsed", false, used)
                : new Ending("GpuHoursUsed", true, $"{used} before any trial was trained to the end; raise it, or lower training.epochs");
        }

        if (Deadline(spec, trials) is not { } deadline || now < deadline) return null;
        var time = $"search.maxDurationSeconds {spec.Search.MaxDurationSeconds} have passed";
        return AnySucceeded(trials)
            ? new Ending("TimeIsUp", false, time)
            : new Ending("TimeIsUp", true, $"{time} before any trial was trained to the end; raise it, or lower training.epochs");
    }

    /// <summary>Ends because nothing is left to do.</summary>
    /// <param name="spec">The study.</param>
    /// <param name="ledger">All settled.</param>
    /// <param name="exhausted">The sampler has nothing new; else the budget is used.</param>
    public static Ending Natural(StudySpec spec, Ledger ledger, bool exhausted)
    {
        var trials = ledger.Judged;
        var reason = exhausted
            ? $"every configuration has been tried ({trials.Total} trials)"
            : trials.Total >= StudyBudget.MaxTrials(spec)
                ? $"search.maxTrials {StudyBudget.MaxTrials(spec)} reached"
                : $"{trials.Total} of search.maxTrials {StudyBudget.MaxTrials(spec)} used; {(spec.Search.RepeatBest is null ? $"another configuration needs {StudyBudget.Repeats(spec)} repeats" : "the others were kept for repeats of the best")}";
        if (AnySucceeded(trials)) return new Ending(exhausted ? "SpaceExhausted" : "BudgetUsed", false, reason);
        var message = ledger.Trials.LastOrDefault(t => t.Status.Phase == TrialPhase.Failed) is { } last ? $"; trial {last.Spec.Number}: {last.Status.Message}" : "";
        return new Ending("NoTrialSucceeded", true, $"{reason} and no trial succeeded{message}");
    }

    /// <summary>When the time is up; null without a limit, or before the first trial has started. Time spent suspended counts.</summary>
    public static DateTimeOffset? Deadline(StudySpec spec, Tally trials) =>
        spec.Search.MaxDurationSeconds is { } seconds && trials.FirstStart is { } start ? start.AddSeconds(seconds) : null;

    private static Ending? GoalReached(StudySpec spec, Tally trials)
    {
        if (spec.Objective.Goal is not { } goal) return null;
        var metric = spec.Objective.Metric;
        if (BestSelection.Best(spec, trials) is not { Complete: true } best) return null;
        return Metrics.ToCost(metric, best.Mean) <= Metrics.ToCost(metric, goal)
            ? new Ending("GoalReached", false, $"objective.goal {goal:R} reached: {metric} {best.Mean:0.####} by trial {best.Configuration}")
            : null;
    }

    private static bool AnySucceeded(Tally trials) => trials[TrialPhase.Succeeded] > 0;
}
