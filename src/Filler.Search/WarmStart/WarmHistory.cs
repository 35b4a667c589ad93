namespace Filler.Search;

/// <summary>
/// What a sampler is shown when earlier studies count: their trials before this study's own, with negative numbers. Pure, and the same for every sampler.
/// </summary>
/// <remarks>
/// A trial that was quite this problem stands as it is. Of a discounted study two things are not believed: its level (another dataset is easier or harder as a
/// whole), so its values are moved until its best one equals this study's best one; and its detail, so only a share of its trials is shown, which falls as
/// this study's own trials finish. A share of the trials is what a weight below one means to a sampler that has no weights, a Gaussian process as much as
/// a Parzen estimator.
/// </remarks>
public static class WarmHistory
{
    /// <summary>After so many own finished trials half of a discounted study is shown, after three times as many a quarter.</summary>
    public const int HalfLife = 10;

    /// <summary>No more earlier trials than this are shown, whatever their number: a proposal's cost rises with them.</summary>
    public const int Most = 300;

    /// <param name="own">This study's trials.</param>
    /// <param name="earlier">In any order.</param>
    public static List<Observation> Of(IReadOnlyList<Observation> own, IReadOnlyList<EarlierObservation> earlier)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(earlier);
        var finished = own.Where(IsFinished).ToList();
        var share = HalfLife / (double)(HalfLife + finished.Count);
        var shown = earlier.GroupBy(e => (e.Study, e.Discounted))
            .OrderBy(g => g.Key.Study, StringComparer.Ordinal).ThenBy(g => g.Key.Discounted)
            .SelectMany(g => g.Key.Discounted ? Discounted([.. g.Select(e => e.Trial)], share, finished) : g.Select(e => e.Trial).OrderBy(o => o.Number))
            .ToList();
        shown = Thinned(shown, Math.Min(shown.Count, Most));
        return [.. shown.Select((o, i) => o with { Number = i - shown.Count }), .. own];
    }

    private static IEnumerable<Observation> Discounted(IReadOnlyList<Observation> trials, double share, List<Observation> finished)
    {
        var known = trials.Where(IsFinished).ToList();
        var shift = known.Count > 0 && finished.Count > 0 ? finished.Min(o => o.Value!.Value) - known.Min(o => o.Value!.Value) : 0;
        return Thinned(trials, (int)Math.Ceiling(share * trials.Count)).Select(o => o with { Value = o.Value + shift, Curve = [.. o.Curve.Select(c => c + shift)] });
    }

    /// <summary>So many of them, spread evenly from the best to the worst, the best included: the picture stays, with fewer dots.</summary>
    private static List<Observation> Thinned(IReadOnlyList<Observation> trials, int count)
    {
        if (count >= trials.Count) return [.. trials.OrderBy(o => o.Number)];
        var ranked = Ranking.BestFirst(trials);
        return [.. Enumerable.Range(0, count).Select(i => ranked[(int)((long)i * ranked.Count / count)]).OrderBy(o => o.Number)];
    }

    private static bool IsFinished(Observation o) => o is { State: ObservationState.Complete, Value: { } value } && double.IsFinite(value);
}
