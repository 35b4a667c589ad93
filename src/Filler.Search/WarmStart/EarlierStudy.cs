namespace Filler.Search;

/// <summary>One earlier study, and how far it is believed.</summary>
internal sealed class EarlierStudy
{
    /// <summary>Own trials below this number judge an earlier study; later ones lie where the search went, and tell two studies apart less.</summary>
    public const int Judges = 40;

    // Fewer say nothing.
    private const int LeastTold = 3;
    private const int LeastModelled = 5;
    private const int MostModelled = 120;
    private readonly List<Observation> trials;
    private readonly double best;
    private readonly Lazy<Func<Observation, double>?> expected;

    public EarlierStudy(SearchSpace space, List<Observation> trials, bool discounted)
    {
        (this.trials, Discounted) = (trials, discounted);
        best = trials.Where(IsFinished).Select(o => o.Value!.Value).DefaultIfEmpty(double.NaN).Min();
        expected = new Lazy<Func<Observation, double>?>(() => Model(space, trials));
    }

    /// <summary>It was not quite this problem.</summary>
    public bool Discounted { get; }

    public static bool IsFinished(Observation o) => o is { State: ObservationState.Complete, Value: { } value } && double.IsFinite(value);

    /// <summary>Its trials as this study is to take them.</summary>
    /// <param name="own">This study's trials in order of number.</param>
    /// <param name="ownBest">The best final value among them; NaN: none has finished.</param>
    public IEnumerable<Observation> Shown(IReadOnlyList<Observation> own, double ownBest)
    {
        if (!Discounted) return trials.OrderBy(o => o.Number);
        var shift = double.IsNaN(ownBest - best) ? 0 : ownBest - best;
        return WarmHistory.Thinned(trials, (int)Math.Ceiling(Math.Max(0, Agreement(own)) * trials.Count))
            .Select(o => shift == 0 ? o : o with { Value = o.Value + shift, Curve = [.. o.Curve.Select(c => c + shift)] });
    }

    /// <summary>
    /// Of this study's first trials, taken two by two, the share that came out in the order that the earlier study lets expect, less the share that did not,
    /// each pair weighing as much as the difference expected of it. From 1, where nothing contradicts, to −1. (Rankings are what studies of unlike levels have
    /// in common: Feurer et al., arXiv 1802.02219.)
    /// </summary>
    public double Agreement(IReadOnlyList<Observation> own)
    {
        var told = own.TakeWhile(o => o.Number < Judges).Where(o => o.State == ObservationState.Failed || Ranking.IsInformed(o)).ToList();
        if (told.Count < LeastTold || expected.Value is not { } model) return 1;
        double[] values = [.. told.Select(model)];
        var (right, all) = (0.0, 0.0);
        for (var i = 0; i < told.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Order(told[i], told[j]) is not (not 0 and var order)) continue;
                right += (values[i] - values[j]) * order;
                all += Math.Abs(values[i] - values[j]);
            }
        }

        return all > 0 ? right / all : 1;
    }

    // Of the same training: final values, else those of the last epoch that both have had. What failed is worse than what did not.
    private static int Order(Observation a, Observation b)
    {
        var (lost, other) = (a.State == ObservationState.Failed, b.State == ObservationState.Failed);
        if (lost || other) return lost.CompareTo(other);
        if (a.Value is { } x && b.Value is { } y) return Math.Sign(x.CompareTo(y));
        var epoch = Math.Min(a.Curve.Count, b.Curve.Count);
        return epoch == 0 || !double.IsFinite(a.Curve[epoch - 1]) || !double.IsFinite(b.Curve[epoch - 1]) ? 0 : Math.Sign(a.Curve[epoch - 1].CompareTo(b.Curve[epoch - 1]));
    }

    private static Func<Observation, double>? Model(SearchSpace space, List<Observation> trials)
    {
        var evidence = Evidence.Thinned(Evidence.Of(space, trials), MostModelled);
        if (evidence.Count < LeastModelled) return null;
        var features = new Features(space, evidence.Any(e => e.Fidelity < 1));
        var process = GpSampler.Fitted(features, evidence);
        return o => process.PredictMean(features.Encode(o.Parameters));
    }
}
