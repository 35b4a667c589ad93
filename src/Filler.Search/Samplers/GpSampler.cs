namespace Filler.Search;

/// <summary>
/// Bayesian optimisation with a Gaussian process: Matérn 5/2, a length scale a parameter, log expected improvement. Trials that run are believed to come
/// out as expected, so that parallel proposals spread without waiting (Ginsbourger et al. 2010). Trials stopped part-way count as what they are: the
/// epoch is one more coordinate (Swersky et al., arXiv 1406.3896, in spirit), and proposals are for the last one.
/// </summary>
public sealed class GpSampler : ISampler
{
    // The factor of so many rows costs a hundredth of a second; the hyperparameters need fewer, at thirty factors a fit.
    private const int MostPoints = 400;
    private const int MostFitted = 120;

    // So far of each range, or less, in all of them: nearly the same trial. Less, where those that wait would keep more than a share of the space to themselves.
    private const double Near = 0.03;
    private const double MostKept = 0.05;
    private const int LeastReported = 5;

    // The share of proposals for another valley than the best one's, where many trials are under way; none where none is.
    private const double OtherValleys = 0.5;

    // A valley that so many expected improvements would not bring below the best is done with. Ten gave it up while it was still falling.
    private const double MostSteps = 100;
    private readonly FirstPoints first;

    public GpSampler(SearchSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        first = new FirstPoints(setting);
    }

    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        var random = new SeededRandom(seed);
        var evidence = Evidence.Thinned(Evidence.Of(space, history), MostPoints);
        var startup = first.Count(space);
        var known = history.Count(Ranking.IsInformed);
        // Trials under way count as begun, since waiting for all of them to report would make a third of a small parallel budget random.
        if (evidence.Count < 3 || known < Math.Min(startup, LeastReported) || history.Count(o => space.Contains(o.Parameters, out _)) < startup)
        {
            return first.Next(space, history, random) is { } start
                ? new Proposal(start, $"gp: a first point, {known} trials have reported, of {startup} to begin with")
                : null;
        }

        var features = new Features(space, evidence.Any(e => e.Fidelity < 1));
        List<double[]> In(ObservationState state) => [.. history.Where(o => o.State == state && space.Contains(o.Parameters, out _)).OrderBy(o => o.Number).Select(o => features.Encode(o.Parameters))];
        var pending = In(ObservationState.Running);
        var process = Fitted(features, evidence);
        // The value to improve on is a mean, not the luckiest draw, and a running trial's expected one counts.
        var targets = evidence.Select(e => e.Parameters).DistinctBy(p => PointKey.Of(space, p)).Select(p => (Point: p, Mean: process.PredictMean(features.Encode(p)))).OrderBy(c => c.Mean).ToList();
        var best = pending.Select(p => process.PredictMean(p)).Append(targets[0].Mean).Min();
        // Every other proposal is to beat the best by more than one noisy value could: the small steps about a best of its own kind never end otherwise.
        var margin = random.NextDouble() < 0.5 ? process.NoiseDeviation : 0;
        var believer = process.Believing(pending);
        // What waits at a rung may go on from there, and then tells what a near-equal point would have to be trained for from the beginning.
        var waiting = In(ObservationState.Paused);
        var near = Math.Min(Near, 0.5 * Math.Pow(MostKept / Math.Max(1, waiting.Count), 1.0 / Math.Max(1, features.Slots.Length)));
        IReadOnlyDictionary<string, ParameterValue>? Unseen(IEnumerable<(IReadOnlyDictionary<string, ParameterValue> Point, double Value)> candidates) =>
            candidates.Select(c => c.Point).FirstOrDefault(p => !PointKey.IsTaken(space, history, p) && !IsNearOne(waiting, features.Encode(p), near));

        if (pending.Count > 0 && random.NextDouble() < OtherValleys * pending.Count / (pending.Count + 1)
            && InAnotherValley(new Valleys(features, process, targets), features, believer, best, margin, random) is { } other && Unseen(other) is { } elsewhere)
        {
            return new Proposal(elsewhere, $"gp: largest expected improvement in another valley than the best's, from {known} trials with values and {pending.Count} under way");
        }

        if (Unseen(new AcquisitionSearch(features, believer, best - margin, random).Candidates([.. targets.Select(t => t.Point)])) is { } likely)
            return new Proposal(likely, $"gp: largest expected improvement, from {known} trials with values and {pending.Count} under way");
        return RandomSampler.Unseen(space, history, random) is { } unseen ? new Proposal(unseen, "gp: a random new point, since every likely one has been tried") : null;
    }

    private static bool IsNearOne(List<double[]> points, double[] point, double near) => points.Exists(p =>
    {
        for (var c = 0; c < point.Length; c++)
        {
            if (Math.Abs(p[c] - point[c]) >= near) return false;
        }

        return true;
    });

    // Candidates in one of the valleys beside the best one; null where there is none, or none that could yet become the best.
    private static List<(IReadOnlyDictionary<string, ParameterValue> Point, double Value)>? InAnotherValley(Valleys valleys, Features features, GaussianProcess believer, double best, double margin, SeededRandom random)
    {
        if (valleys.Count < 2) return null;
        var chosen = 1 + (int)random.NextLong(valleys.Count - 1);
        var valley = valleys[chosen];
        List<(IReadOnlyDictionary<string, ParameterValue> Point, double Value)> candidates =
            [.. new AcquisitionSearch(features, believer, valley.Mean - margin, random).Candidates([valley.Point], x => valleys.Owns(chosen, x))];
        return candidates.Count > 0 && valley.Mean - (MostSteps * Math.Exp(candidates[0].Value)) < best ? candidates : null;
    }

    internal static GaussianProcess Fitted(Features features, IReadOnlyList<Evidence> evidence)
    {
        var fitted = Evidence.Thinned(evidence, MostFitted);
        var hyper = HyperparameterFit.Find(features, Encoded(features, fitted), TargetWarp.Standardised([.. fitted.Select(e => e.Value)]));
        return GaussianProcess.Of(features, hyper, Encoded(features, evidence), TargetWarp.Standardised([.. evidence.Select(e => e.Value)]));
    }

    private static double[][] Encoded(Features features, IReadOnlyList<Evidence> evidence) => [.. evidence.Select(e => features.Encode(e.Parameters, e.Fidelity))];
}
