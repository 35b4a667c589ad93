using System.Numerics;
using Filler.Api;

namespace Filler.Studies;

/// <summary>How many trials a study may have, and how many are left.</summary>
public static class StudyBudget
{
    /// <summary>Where <c>search.maxTrials</c> is absent, for every algorithm but grid.</summary>
    public const int DefaultMaxTrials = 60;

    /// <summary>Seeds per configuration; never more than the budget holds.</summary>
    public static int Repeats(StudySpec spec) => Math.Max(1, Math.Min(spec.Search.Repeats, MaxTrials(spec)));

    /// <summary>
    /// No more trials than this are ever recorded, repeats included: <c>search.maxTrials</c>, else <see cref="DefaultMaxTrials"/>
    /// or the whole grid (<see cref="int.MaxValue"/>: the sampler says when it is through).
    /// </summary>
    public static int MaxTrials(StudySpec spec) =>
        spec.Search.MaxTrials ?? (spec.Search.Algorithm == "grid" ? int.MaxValue : DefaultMaxTrials);

    /// <summary>
    /// How many trials to expect, for "done of total": <see cref="MaxTrials"/>, or fewer where the space has fewer points. A study may still end earlier.
    /// Null for a grid too large to count in a number, or a manifest with problems.
    /// </summary>
    public static int? ExpectedTrials(StudySpec spec)
    {
        var context = StudyContext.Of(spec);
        if (context.Problems.Count > 0) return null;
        var most = (BigInteger)MaxTrials(spec);
        var expected = context.Space.Cardinality is { } points
            ? BigInteger.Min(most, spec.Search.RepeatBest is null ? points * Repeats(spec) : points + BigInteger.Min(ReservedForBest(spec), points * (Repeats(spec) - 1)))
            : most;
        return expected < int.MaxValue ? (int)expected : null;
    }

    /// <summary>Trials kept for the repeats of the best configurations, where <c>search.repeatBest</c> says how many those are.</summary>
    internal static long ReservedForBest(StudySpec spec) => spec.Search.RepeatBest is { } best ? (long)best * (Repeats(spec) - 1) : 0;

    /// <summary>
    /// Whether a configuration not tried before may start. Where all are repeated it takes its repeats with it, and those that running configurations may
    /// still claim stay reserved, so that the budget does not end amid a configuration; where only the best are, theirs are.
    /// </summary>
    /// <param name="spec">The study.</param>
    /// <param name="recorded">Trials on record.</param>
    /// <param name="repeated">Those of them that are repeats.</param>
    /// <param name="running">First trials of configurations that are to run or under way.</param>
    internal static bool AllowsNewConfiguration(StudySpec spec, int recorded, int repeated, int running)
    {
        long repeats = Repeats(spec);
        return spec.Search.RepeatBest is null
            ? MaxTrials(spec) - (long)recorded >= repeats + ((repeats - 1) * running)
            : MaxTrials(spec) - (long)recorded > Math.Max(0, ReservedForBest(spec) - repeated);
    }
}
