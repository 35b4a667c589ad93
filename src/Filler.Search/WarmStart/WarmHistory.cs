namespace Filler.Search;

/// <summary>
/// What a sampler is shown when earlier studies count: their trials before this study's own, with negative numbers. Pure, and the same for every sampler.
/// </summary>
/// <remarks>
/// A trial that was quite this problem stands as it is. Of a discounted study two things are not believed: its level (another dataset is easier or harder as a
/// whole), so its values are moved until its best one equals this study's best one; and its detail, so only a share of its trials is shown: as much as it
/// agrees with what this study's own first trials have told (<see cref="EarlierStudy"/>). A share of the trials is what a weight below one means to a sampler
/// that has no weights, a Gaussian process as much as a Parzen estimator. Every third proposal is made without the discounted ones: whoever only looks where
/// he is told to look never finds out that he was told wrong.
/// </remarks>
public sealed class WarmHistory
{
    /// <summary>No more earlier trials than this are shown, whatever their number: a proposal's cost rises with them.</summary>
    public const int Most = 300;

    /// <summary>One proposal in so many is made without discounted studies.</summary>
    public const int Independent = 3;

    private readonly List<EarlierStudy> studies;

    /// <param name="space">This study's.</param>
    /// <param name="earlier">At points of the space, in any order.</param>
    public WarmHistory(SearchSpace space, IReadOnlyList<EarlierObservation> earlier)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(earlier);
        studies =
        [
            .. earlier.GroupBy(e => (e.Study, e.Discounted)).OrderBy(g => g.Key.Study, StringComparer.Ordinal).ThenBy(g => g.Key.Discounted)
                .Select(g => new EarlierStudy(space, [.. g.Select(e => e.Trial)], g.Key.Discounted)),
        ];
    }

    /// <summary>The earlier trials that count, and this study's own after them.</summary>
    /// <param name="own">This study's trials.</param>
    /// <param name="number">Of the trial to propose.</param>
    public IReadOnlyList<Observation> Before(IReadOnlyList<Observation> own, int number)
    {
        ArgumentNullException.ThrowIfNull(own);
        var all = number % Independent != Independent - 1;
        return TrialHistory.SummaryOf(own, (this, all), h => new WarmView([.. studies.Where(s => all || !s.Discounted)], h)).Shown(own);
    }

    /// <summary>So many of them, spread evenly from the best to the worst, the best included: the picture stays, with fewer dots.</summary>
    internal static List<Observation> Thinned(List<Observation> trials, int count)
    {
        if (count >= trials.Count) return [.. trials.OrderBy(o => o.Number)];
        var ranked = Ranking.BestFirst(trials);
        return [.. Enumerable.Range(0, count).Select(i => ranked[(int)((long)i * ranked.Count / count)]).OrderBy(o => o.Number)];
    }
}
