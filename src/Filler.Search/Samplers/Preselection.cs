namespace Filler.Search;

/// <summary>
/// An evolutionary sampler makes many candidates and tries the one of which a Gaussian process expects most (Ulmer, Streichert and Zell, CEC 2003; Kern, Hansen and
/// Koumoutsakos, PPSN 2006): the strategy says where to look, the process which of it is worth a trial. Trials that run are believed to come out as expected (Ginsbourger
/// et al. 2010), so that what is asked for together spreads, and news that is still to come costs little.
/// </summary>
internal sealed class Preselection
{
    /// <summary>How many candidates a proposal is chosen from.</summary>
    public const int Candidates = 64;

    private const int LeastEvidence = 6;

    // A tenth of the gp sampler's cost at the same history: fewer points, and a rougher fit to fewer still.
    private const int MostPoints = 100;
    private const int MostFitted = 40;
    private const int FitSteps = 20;
    private readonly SearchSpace space;
    private readonly IReadOnlyList<Observation> history;
    private readonly Features features;
    private readonly GaussianProcess believer;
    private readonly double best;

    private Preselection(SearchSpace space, IReadOnlyList<Observation> history, Features features, GaussianProcess believer, double best) =>
        (this.space, this.history, this.features, this.believer, this.best) = (space, history, features, believer, best);

    /// <summary>Null where too little is known for a model.</summary>
    public static Preselection? Of(SearchSpace space, IReadOnlyList<Observation> history, SeededRandom random)
    {
        var evidence = Evidence.Thinned(Evidence.Of(space, history), MostPoints);
        if (evidence.Count < LeastEvidence) return null;
        var features = new Features(space, evidence.Any(e => e.Fidelity < 1));
        var fitted = Evidence.Thinned(evidence, MostFitted);
        var hyper = HyperparameterFit.Find(features, Encoded(features, fitted), Standardised(fitted), FitSteps);
        var process = GaussianProcess.Of(features, hyper, Encoded(features, evidence), Standardised(evidence));
        var pending = history.Where(o => o.State == ObservationState.Running && space.Contains(o.Parameters, out _)).OrderBy(o => o.Number).Select(o => features.Encode(o.Parameters)).ToList();
        // The value to improve on is a mean, not the luckiest draw; every other time by more than one noisy value could.
        var best = evidence.Select(e => features.Encode(e.Parameters)).Concat(pending).Min(x => process.PredictMean(x));
        return new Preselection(space, history, features, process.Believing(pending), random.NextDouble() < 0.5 ? best - process.NoiseDeviation : best);
    }

    /// <summary>The candidate of the largest expected improvement at a point that no trial has; null where all are taken.</summary>
    public T? Best<T>(IEnumerable<T> candidates, Func<T, IReadOnlyDictionary<string, ParameterValue>> pointOf)
        where T : class
    {
        T? chosen = null;
        var most = double.NegativeInfinity;
        foreach (var candidate in candidates)
        {
            var point = pointOf(candidate);
            var (mean, deviation) = believer.Predict(features.Encode(point));
            var expected = ExpectedImprovement.Log(best, mean, deviation);
            if (expected > most && !PointKey.IsTaken(space, history, point)) (chosen, most) = (candidate, expected);
        }

        return chosen;
    }

    /// <summary>The trials by what their points' values are expected to be, the best first.</summary>
    public IEnumerable<Observation> Expected(IEnumerable<Observation> trials) => trials.OrderBy(o => believer.PredictMean(features.Encode(o.Parameters))).ThenBy(o => o.Number);

    private static double[][] Encoded(Features features, IReadOnlyList<Evidence> evidence) => [.. evidence.Select(e => features.Encode(e.Parameters, e.Fidelity))];

    private static double[] Standardised(IReadOnlyList<Evidence> evidence) => TargetWarp.Standardised([.. evidence.Select(e => e.Value)]);
}
