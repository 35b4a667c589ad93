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
        // Sums in one order whatever the caller's: their last digit would tell the orders apart.
        var inOrder = candidates.OrderBy(c => c.Number).ToList();
        var finite = inOrder.Select(c => c.Costs.Where(double.IsFinite).Order().ToList()).ToList();
        var repeated = finite.Where(d => d.Count > 1).ToList();
        var freedom = repeated.Sum(d => d.Count - 1);
        var pooled = freedom == 0 ? 0 : repeated.Sum(Squares) / freedom;
        var worst = finite.SelectMany(d => d).DefaultIfEmpty(double.PositiveInfinity).Max();
        return
        [
            .. inOrder.Select((c, i) => Judge(c, finite[i], worst, pooled, freedom == 0 ? 0 : PriorDraws))
                .OrderBy(s => s.Bound).ThenBy(s => double.IsNaN(s.Mean) ? double.PositiveInfinity : s.Mean).ThenBy(s => s.Candidate.Number),
        ];
    }

    private static Standing Judge(Candidate candidate, List<double> finite, double worst, double pooled, double prior)
    {
        if (finite.Count == 0) return new Standing(candidate, double.NaN, null, double.PositiveInfinity);
        var failures = candidate.Failures + candidate.Costs.Count - finite.Count;
        List<double> draws = [.. finite, .. Enumerable.Repeat(worst, failures)];
        var freedom = prior + draws.Count - 1;
        var variance = freedom == 0 ? 0 : ((prior * pooled) + Squares(draws)) / freedom;
        return new Standing(
            candidate,
            finite.Average(),
            finite.Count < 2 ? null : Math.Sqrt(Squares(finite) / (finite.Count - 1)),
            draws.Average() + (Z * Math.Sqrt(variance / draws.Count)));
    }

    private static double Squares(List<double> draws)
    {
        var mean = draws.Average();
        return draws.Sum(d => (d - mean) * (d - mean));
    }
}
