namespace Filler.Search;

/// <summary>
/// Tree-structured Parzen estimator (Bergstra et al., NIPS 2011), multivariate and grouped by active condition (Falkner et al., arXiv 1807.01774;
/// Watanabe, arXiv 2304.11127): draws from the density of the good trials and takes the draw with the largest ratio to the density of the others.
/// </summary>
public sealed class TpeSampler : ISampler
{
    /// <summary>Trials that begin at random.</summary>
    public const int StartupTrials = 10;

    // Of them, so many must have told something before the densities are trusted: in parallel, waiting for all would make a fifth of a small budget random.
    private const int LeastReported = 5;

    // The best of fewer candidates where others are under way: their news is not in yet, and the best of many is each time nearly the same point.
    private const int Candidates = 64;
    private const int ParallelCandidates = 24;

    // The share of good trials, between Bergstra's 0.1 and hyperopt's first 0.25, and the bound that keeps the good density sharp in long studies.
    private const double GoodShare = 0.15;
    private const int MostGood = 25;
    private const int Attempts = 8;

    // A density of this many kernels has the shape of one of twenty thousand, for a fortieth of the work.
    private const int MostOthers = 500;

    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        var random = new SeededRandom(seed);
        // Trials under way that have told nothing are neither good nor bad (ADR-0017).
        var ranking = Ranking.Of(history);
        var (informed, begun) = (ranking.Informed, ranking.Begun);
        if (informed < LeastReported || begun < StartupTrials)
        {
            return RandomSampler.Unseen(space, history, random) is { } start
                ? new Proposal(start, $"tpe: random start, {informed} trials have reported, of {StartupTrials} to begin with")
                : null;
        }

        var good = Math.Clamp((int)Math.Ceiling(GoodShare * informed), 1, MostGood);
        var (best, rest) = ranking.Split(good, MostOthers);
        var groups = ParameterGroups.Of(space)
            .Select(g => (Parameters: g, Good: new ParzenEstimator(g, best), Others: new ParzenEstimator(g, rest)))
            .ToList();
        var candidates = begun > informed ? ParallelCandidates : Candidates;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var point = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
            foreach (var (parameters, likely, others) in groups)
            {
                // One condition for all of a group.
                if (SearchSpace.IsActive(parameters[0], point)) Add(point, parameters, Best(likely, others, candidates, random));
            }

            if (!PointKey.IsTaken(space, history, point))
                return new Proposal(point, $"tpe: like the best {good} of {informed} informed trials and unlike the others");
        }

        return RandomSampler.Unseen(space, history, random) is { } unseen
            ? new Proposal(unseen, "tpe: a random new point, since every likely one has been tried")
            : null;
    }

    private static ParameterValue[] Best(ParzenEstimator good, ParzenEstimator rest, int candidates, SeededRandom random)
    {
        ParameterValue[] best = [];
        var most = double.NegativeInfinity;
        for (var c = 0; c < candidates; c++)
        {
            var candidate = good.Draw(random);
            var ratio = good.LogDensity(candidate) - rest.LogDensity(candidate);
            if (ratio > most || c == 0) (best, most) = (candidate, ratio);
        }

        return best;
    }

    private static void Add(Dictionary<string, ParameterValue> point, IReadOnlyList<Parameter> parameters, ParameterValue[] values)
    {
        for (var d = 0; d < parameters.Count; d++) point[parameters[d].Name] = values[d];
    }
}
