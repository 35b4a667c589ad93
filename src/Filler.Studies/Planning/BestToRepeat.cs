using Filler.Api;

namespace Filler.Studies;

/// <summary>Which configurations deserve further seeds when only the best do.</summary>
internal static class BestToRepeat
{
    /// <summary>At once: those at the goal, which may end the study.</summary>
    /// <param name="succeeded">First trials that came through.</param>
    /// <param name="best">How many are repeated in all.</param>
    public static IEnumerable<Trial> AtGoal(StudySpec spec, IEnumerable<Trial> succeeded, int best) =>
        spec.Objective.Goal is { } goal ? Ranked(spec, succeeded, best).TakeWhile(t => Cost(spec, t) <= Metrics.ToCost(spec.Objective.Metric, goal)) : [];

    /// <summary>When no new configuration starts: those that stay among the best however the others turn out, so that no repeat is spent on one that is overtaken.</summary>
    /// <param name="others">How many first trials have not ended.</param>
    public static IEnumerable<Trial> Certain(StudySpec spec, IEnumerable<Trial> succeeded, int best, int others) => Ranked(spec, succeeded, best).Take(best - others);

    private static IEnumerable<Trial> Ranked(StudySpec spec, IEnumerable<Trial> succeeded, int best) =>
        succeeded.Where(t => double.IsFinite(Cost(spec, t))).OrderBy(t => Cost(spec, t)).ThenBy(t => t.Spec.Number).Take(best);

    private static double Cost(StudySpec spec, Trial trial) => Metrics.ToCost(spec.Objective.Metric, trial.Status.Result?.ValidationMetric ?? double.NaN);
}
