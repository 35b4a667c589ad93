namespace Filler.Search;

/// <summary>
/// Ranks noisy candidates by a confidence bound of their mean rather than by the mean: of many configurations, the one with the best draw is mostly a lucky one.
/// </summary>
/// <remarks>
/// Two or three draws tell little of their own spread, so each candidate's variance is drawn towards the one pooled over all, which counts as
/// <see cref="PriorDraws"/> more degrees of freedom (the moderated variance of Smyth, Stat. Appl. Genet. Mol. Biol. 3, 2004, with d0 fixed). A single draw has
/// the pooled variance and pays for it in full. A failed draw has the worst cost that any draw came to. Where nothing was drawn twice the noise is not known, and the mean ranks.
/// </remarks>
public static class RobustRanking
{
    /// <summary>Weight of the pooled variance, in degrees of freedom.</summary>
    public const double PriorDraws = 3;

    // One-sided 95 % of a normal distribution.
    private const double Z = 1.6448536269514722;

    /// <summary>Best bound first, then best mean, then lowest number. Equal sets give equal rankings, in whatever order.</summary>
    public static IReadOnlyList<Standing> Of(IReadOnlyList<Candidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return [.. Judged(candidates).Order(Merit)];
    }

    /// <summary>The first of <see cref="Of"/> among the preferred; where there are none of those, of all. Null: no candidate.</summary>
    public static Standing? Best(IReadOnlyList<Candidate> candidates, Func<Candidate, bool> preferred)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(preferred);
        return Judged(candidates).MinBy(s => (Other: !preferred(s.Candidate), Standing: s), Comparer<(bool Other, Standing Standing)>.Create((a, b) => a.Other != b.Other ? a.Other.CompareTo(b.Other) : Merit.Compare(a.Standing, b.Standing)));
    }

    private static readonly Comparer<Standing> Merit = Comparer<Standing>.Create((a, b) =>
        a.Bound.CompareTo(b.Bound) is not 0 and var byBound ? byBound
        : MeanOf(a).CompareTo(MeanOf(b)) is not 0 and var byMean ? byMean
        : a.Candidate.Number.CompareTo(b.Candidate.Number));

    private static double MeanOf(Standing standing) => double.IsNaN(standing.Mean) ? double.PositiveInfinity : standing.Mean;

    private static IEnumerable<Standing> Judged(IReadOnlyList<Candidate> candidates)
    {
        // Sums in one order whatever the caller's: their last digit would tell the orders apart.
        Candidate[] inOrder = [.. candidates.OrderBy(c => c.Number)];
        var (squares, freedom, worst) = (0.0, 0, double.NegativeInfinity);
        foreach (var draws in inOrder.Select(c => c.Finite).Where(d => d.Count > 0))
        {
            worst = Math.Max(worst, draws.Values[^1]);
            if (draws.Count == 1) continue;
            squares += draws.Squares;
            freedom += draws.Count - 1;
        }

        var (pooled, prior) = freedom == 0 ? (0, 0) : (squares / freedom, PriorDraws);
        return inOrder.Select(c => Judge(c, worst, pooled, prior));
    }

    private static Standing Judge(Candidate candidate, double worst, double pooled, double prior)
    {
        var finite = candidate.Finite;
        if (finite.Count == 0) return new Standing(candidate, double.NaN, null, double.PositiveInfinity);
        var failures = candidate.Failures + candidate.Costs.Count - finite.Count;
        var draws = failures == 0 ? finite : new Draws([.. finite.Values, .. Enumerable.Repeat(worst, failures)]);
        var freedom = prior + draws.Count - 1;
        var variance = freedom == 0 ? 0 : ((prior * pooled) + draws.Squares) / freedom;
        return new Standing(
            candidate,
            finite.Mean,
            finite.Count < 2 ? null : Math.Sqrt(finite.Squares / (finite.Count - 1)),
            draws.Mean + (Z * Math.Sqrt(variance / draws.Count)));
    }
}
