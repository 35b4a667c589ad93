namespace Filler.Search;

/// <summary>How much of the spread of results each parameter explains by itself.</summary>
/// <remarks>
/// Functional ANOVA (Hutter, Hoos and Leyton-Brown, ICML 2014): a random forest stands for the objective over the whole space, and a parameter's
/// importance is the variance of its marginal (the forest's mean over all others) as a share of the forest's variance. The integrals are taken by
/// seeded Monte Carlo rather than over the trees' boxes, which conditions cut up.
/// </remarks>
public static class ParameterImportance
{
    private const int Background = 200;
    private const int Places = 16;
    private const int LeastTrials = 6;

    /// <returns>
    /// Shares in [0, 1] in the space's order, main effects only: they sum to at most 1, and what lacks is interaction. Empty with fewer than six trials to compare.
    /// </returns>
    public static IReadOnlyList<(string Parameter, double Share)> Of(SearchSpace space, IReadOnlyList<Observation> history, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        var results = Results(history);
        if (results.Count < LeastTrials) return [];

        var random = new SeededRandom(seed);
        var forest = RegressionForest.Grow([.. results.Select(r => Features(space, r.Trial.Parameters))], [.. results.Select(r => r.Cost)], random);
        var background = Enumerable.Range(0, Background).Select(_ => Features(space, RandomSampler.Draw(space, random))).ToArray();
        var total = Variance([.. background.Select(forest.Predict)]);
        if (total <= 1e-18) return [.. space.Parameters.Select(p => (p.Name, 0.0))];
        var effects = space.Parameters.Select((p, d) => MainEffect(forest, background, p, d)).ToArray();

        // The exact decomposition never exceeds the whole; the sampled one may by a little, and by more where conditions tie parameters together.
        var whole = Math.Max(total, effects.Sum());
        return [.. space.Parameters.Select((p, d) => (p.Name, effects[d] / whole))];
    }

    // Where most trials were stopped early, the finished ones are few and alike: then all are compared at the last epoch that most of them reached.
    private static List<(Observation Trial, double Cost)> Results(IReadOnlyList<Observation> history)
    {
        var finished = history.Where(o => o is { State: ObservationState.Complete, Value: { } v } && double.IsFinite(v)).Select(o => (o, o.Value!.Value)).ToList();
        var told = history.Where(o => o.State != ObservationState.Failed && o.Curve.Count > 0).OrderByDescending(o => o.Curve.Count).ToList();
        if (told.Count == 0 || 2 * finished.Count >= told.Count) return finished;
        var epoch = told[(told.Count * 3 / 4) - (told.Count >= 4 ? 1 : 0)].Curve.Count;
        return [.. told.Where(o => o.Curve.Count >= epoch && double.IsFinite(o.Curve[epoch - 1])).Select(o => (o, o.Curve[epoch - 1]))];
    }

    private static double MainEffect(RegressionForest forest, double[][] background, Parameter parameter, int dimension)
    {
        var present = background.Where(x => x[dimension] >= 0).ToArray();
        if (present.Length == 0) return 0;
        double[] places = parameter is ChoiceParameter choice
            ? [.. Enumerable.Range(0, choice.Choices.Count).Select(i => (double)i)]
            : [.. Enumerable.Range(0, Places).Select(i => (i + 0.5) / Places)];
        var marginal = places.Select(place => present.Average(x =>
        {
            var moved = (double[])x.Clone();
            moved[dimension] = place;
            return forest.Predict(moved);
        }));
        // A parameter that exists in part of the space explains only that part.
        return Variance([.. marginal]) * present.Length / background.Length;
    }

    // Choices by number, everything else in the unit cube, −1 where the parameter does not exist.
    private static double[] Features(SearchSpace space, IReadOnlyDictionary<string, ParameterValue> point) =>
        [.. space.Parameters.Select(p => !point.TryGetValue(p.Name, out var value) ? -1 : p is ChoiceParameter ? Domain.IndexOf(p, value) : UnitCube.ToUnit(p, value))];

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(v => (v - mean) * (v - mean));
    }
}
