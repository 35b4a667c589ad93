namespace Filler.Search;

/// <summary>Finds the point of a space with the largest expected improvement: a pool of draws, then ascent from the best of them.</summary>
/// <remarks>
/// Reals move along the gradient; whole numbers, steps and choices move to their neighbours one at a time, since a gradient through rounding
/// proposes the same point again.
/// </remarks>
internal sealed class AcquisitionSearch
{
    private const int Draws = 256;
    private const int Starts = 4;
    private const int Iterations = 40;
    private const int Rounds = 3;
    private const int Incumbents = 5;
    private const int MostNeighbours = 8;
    private static readonly double[] Spreads = [0.2, 0.05, 0.0125, 0.003];
    private const int DrawsPerSpread = 8;
    private readonly Features features;
    private readonly GaussianProcess process;
    private readonly double best;
    private readonly SeededRandom random;
    private readonly double[] low, high;

    /// <param name="best">The value to improve on, in the process' units.</param>
    public AcquisitionSearch(Features features, GaussianProcess process, double best, SeededRandom random)
    {
        (this.features, this.process, this.best, this.random) = (features, process, best, random);
        (low, high) = (new double[features.Dimensions], new double[features.Dimensions]);
    }

    /// <summary>Candidates from best to worst, with the logarithm of the improvement expected of each; the first that is new is the proposal.</summary>
    /// <param name="incumbents">The best points so far, best first: the search looks around them too.</param>
    /// <param name="allowed">Where to search, by vector; everywhere where it is null.</param>
    public IEnumerable<(IReadOnlyDictionary<string, ParameterValue> Point, double Value)> Candidates(IReadOnlyList<IReadOnlyDictionary<string, ParameterValue>> incumbents, Func<double[], bool>? allowed = null)
    {
        var pool = new List<IReadOnlyDictionary<string, ParameterValue>>();
        for (var draw = 0; draw < Draws; draw++) pool.Add(RandomSampler.Draw(features.Space, random));
        foreach (var incumbent in incumbents.Take(Incumbents))
        {
            foreach (var spread in Spreads)
            {
                for (var draw = 0; draw < DrawsPerSpread; draw++) pool.Add(Neighbourhood.Near(features.Space, incumbent, spread, random));
            }
        }

        var ranked = pool.Select(p => (Point: p, Vector: features.Encode(p))).Where(c => allowed?.Invoke(c.Vector) ?? true)
            .Select(c => (c.Point, Value: Value(c.Vector))).OrderByDescending(c => c.Value).ToList();
        var climbed = ranked.Take(Starts).Select(c => Climb(c.Point, c.Value)).Where(c => allowed?.Invoke(features.Encode(c.Point)) ?? true).ToList();
        return climbed.Concat(ranked).OrderByDescending(c => c.Value);
    }

    private (IReadOnlyDictionary<string, ParameterValue> Point, double Value) Climb(IReadOnlyDictionary<string, ParameterValue> start, double startValue)
    {
        var (point, value) = (start, startValue);
        for (var round = 0; round < Rounds; round++)
        {
            var before = value;
            (point, value) = AlongReals(point, value);
            (point, value) = AmongNeighbours(point, value);
            if (value - before < 1e-4) break;
        }

        return (point, value);
    }

    private (IReadOnlyDictionary<string, ParameterValue>, double) AlongReals(IReadOnlyDictionary<string, ParameterValue> point, double value)
    {
        var x = features.Encode(point);
        x.AsSpan().CopyTo(low);
        x.AsSpan().CopyTo(high);
        var free = false;
        foreach (var (parameter, start, _) in features.Slots)
        {
            if (parameter is not RealParameter { Step: null } || !point.ContainsKey(parameter.Name)) continue;
            (low[start], high[start], free) = (0, 1, true);
        }

        if (!free) return (point, value);
        BoundedLbfgs.Minimize(Negated, x, low, high, Iterations, 1e-6);
        var moved = features.Decode(x);
        var found = Value(features.Encode(moved));
        return found > value ? (moved, found) : (point, value);
    }

    private (IReadOnlyDictionary<string, ParameterValue>, double) AmongNeighbours(IReadOnlyDictionary<string, ParameterValue> point, double value)
    {
        foreach (var (parameter, _, _) in features.Slots)
        {
            if (!point.ContainsKey(parameter.Name) || Domain.Count(parameter) is null or 1) continue;
            foreach (var other in Neighbourhood.Values(parameter, point[parameter.Name], MostNeighbours, random))
            {
                var neighbour = Neighbourhood.With(features.Space, point, parameter, other, random);
                var found = Value(features.Encode(neighbour));
                if (found > value) (point, value) = (neighbour, found);
            }
        }

        return (point, value);
    }

    private double Value(ReadOnlySpan<double> x)
    {
        var (mean, deviation) = process.Predict(x);
        return ExpectedImprovement.Log(best, mean, deviation);
    }

    private double Negated(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Span<double> deviationGradient = stackalloc double[x.Length];
        var (mean, deviation) = process.Predict(x, gradient, deviationGradient);
        var z = (best - mean) / deviation;
        var (log, slope) = ExpectedImprovement.LogUnit(z);
        // d ln(σ h(z)) = dσ/σ + h'/h · (−dμ − z dσ)/σ.
        for (var c = 0; c < x.Length; c++)
            gradient[c] = -((deviationGradient[c] * (1 - (slope * z))) - (slope * gradient[c])) / deviation;
        return -(Math.Log(deviation) + log);
    }
}
