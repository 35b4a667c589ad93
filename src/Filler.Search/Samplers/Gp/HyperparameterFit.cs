namespace Filler.Search;

/// <summary>
/// Hyperparameters of largest posterior density: the marginal likelihood (Rasmussen and Williams 2006, equations 5.8 and 5.9) times log-normal priors.
/// </summary>
/// <remarks>
/// The length scales are pooled about one that they share, and whose prior grows with the root of their number (Hvarfner et al., arXiv 2402.02229, section 4): in ten
/// dimensions points are farther apart, and a prior made for one calls them all unrelated.
/// </remarks>
internal sealed class HyperparameterFit
{
    // Of the common scale of all lengths, about the root of their number; and of each one about the common scale.
    private static readonly double CommonSpread = Math.Sqrt(3);
    private const double CloseSpread = 0.25;
    private const double FreeSpread = 1;
    private const double SignalSpread = 0.3;
    private const double NoiseCentre = -9;
    private const double NoiseSpread = 3;
    private const double LeastNoise = 1e-9;
    private const int FirstSteps = 8;
    private const double Tolerance = 1e-4;
    private readonly int count, groups;
    private readonly double[] targets;

    // Squared differences of each pair of points, one array a length scale; pair (i, j < i) at i(i−1)/2 + j.
    private readonly double[][] distances;
    private readonly double lengthCentre;
    private double ownSpread;

    private HyperparameterFit(Features features, IReadOnlyList<double[]> points, double[] targets)
    {
        (count, groups, this.targets) = (points.Count, features.Groups, targets);
        lengthCentre = 0.5 * Math.Log(groups);
        distances = new double[groups][];
        for (var g = 0; g < groups; g++) distances[g] = new double[count * (count - 1) / 2];
        for (var (i, pair) = (1, 0); i < count; i++)
        {
            for (var j = 0; j < i; j++, pair++)
            {
                for (var c = 0; c < features.Dimensions; c++)
                {
                    var difference = points[i][c] - points[j][c];
                    distances[features.Group[c]][pair] += features.Weight[c] * difference * difference;
                }
            }
        }
    }

    /// <param name="targets">Standardised: mean 0, variance 1.</param>
    /// <param name="iterations">Steps of the climb, at most.</param>
    public static Hyperparameters Find(Features features, IReadOnlyList<double[]> points, double[] targets, int iterations = 40)
    {
        var fit = new HyperparameterFit(features, points, targets);
        var n = fit.groups + 2;
        var (low, high) = (new double[n], new double[n]);
        Array.Fill(low, Math.Log(0.01), 0, fit.groups);
        Array.Fill(high, Math.Log(100), 0, fit.groups);
        (low[^2], high[^2], low[^1], high[^1]) = (Math.Log(0.01), Math.Log(100), Math.Log(LeastNoise), Math.Log(1));
        var (best, bestCost) = (Array.Empty<double>(), double.PositiveInfinity);
        // Three hills are common: a smooth function without noise, a rough one, and a bowl under much noise. A few steps tell which is the highest here.
        foreach (var (length, noise) in new[] { (0.5, 1e-6), (0.2, 1e-2), (1.0, 0.3) })
        {
            fit.ownSpread = CloseSpread;
            var start = new double[n];
            Array.Fill(start, Math.Log(length * Math.Sqrt(fit.groups)), 0, fit.groups);
            (start[^2], start[^1]) = (0, Math.Log(noise));
            var cost = BoundedLbfgs.Minimize(fit.Cost, start, low, high, Math.Min(FirstSteps, iterations), Tolerance);
            if (cost < bestCost) (best, bestCost) = (start, cost);
        }

        if (best.Length == 0) throw new InvalidOperationException("no covariance of these points can be inverted");
        bestCost = BoundedLbfgs.Minimize(fit.Cost, best, low, high, iterations, Tolerance);
        // Lengths of their own, where the data pay for them.
        fit.ownSpread = FreeSpread;
        var freer = (double[])best.Clone();
        if (BoundedLbfgs.Minimize(fit.Cost, freer, low, high, iterations, Tolerance) < bestCost) best = freer;
        return new Hyperparameters([.. best.Take(fit.groups).Select(Math.Exp)], Math.Exp(best[^2]), Math.Exp(best[^1]));
    }

    /// <summary>Negative logarithm of the posterior density, up to a constant.</summary>
    private double Cost(ReadOnlySpan<double> logs, Span<double> gradient)
    {
        var (signal, noise) = (Math.Exp(logs[^2]), Math.Exp(logs[^1]));
        var pairs = count * (count - 1) / 2;
        var squared = new double[pairs];
        for (var g = 0; g < groups; g++) Vectors.AddScaled(Math.Exp(-2 * logs[g]), distances[g], squared);
        var (values, slopes) = (new double[pairs], squared);
        Matern.Fill(slopes, values, signal);
        var factor = new CholeskyFactor(count);
        Span<double> row = new double[count];
        for (var (i, pair) = (0, 0); i < count; pair += i, i++)
        {
            values.AsSpan(pair, i).CopyTo(row);
            row[i] = signal + noise;
            if (!factor.TryAppend(row[..(i + 1)])) return double.PositiveInfinity;
        }

        var inverse = factor.Inverse();
        var (alpha, _) = Centred(factor, targets);
        var cost = (0.5 * Vectors.Dot(alpha, targets)) + (0.5 * factor.LogDeterminant());
        // ½ tr((K⁻¹ − ααᵀ) ∂K/∂θ), the symmetric half of the pairs counted twice.
        var (trace, signalPart) = (0.0, 0.0);
        for (var (i, pair) = (0, 0); i < count; pair += i, i++)
        {
            var pull = inverse[i];
            Vectors.AddScaled(-alpha[i], alpha.AsSpan(0, i + 1), pull);
            trace += pull[i];
            signalPart += Vectors.Dot(values.AsSpan(pair, i), pull);
            Vectors.Multiply(pull.AsSpan(0, i), slopes.AsSpan(pair, i));
        }

        for (var g = 0; g < groups; g++)
        {
            gradient[g] = Math.Exp(-2 * logs[g]) * Vectors.Dot(slopes, distances[g]);
        }

        cost += LengthPrior(logs[..groups], gradient);
        gradient[^2] = signalPart + (0.5 * trace * signal);
        gradient[^1] = 0.5 * trace * noise;
        cost += Prior(logs[^2], 0, SignalSpread, ref gradient[^2]);
        cost += Prior(logs[^1], NoiseCentre, NoiseSpread, ref gradient[^1]);
        return cost;
    }

    /// <summary>α = K⁻¹ (y − m) for the most likely constant mean m, which has a standard normal prior of its own.</summary>
    public static (double[] Alpha, double Mean) Centred(CholeskyFactor factor, double[] targets)
    {
        var ones = new double[targets.Length];
        Array.Fill(ones, 1);
        var weights = (double[])ones.Clone();
        factor.SolveInPlace(weights);
        factor.SolveTransposedInPlace(weights);
        var mean = Vectors.Dot(weights, targets) / (Vectors.Dot(weights, ones) + 1);
        var alpha = new double[targets.Length];
        for (var i = 0; i < alpha.Length; i++) alpha[i] = targets[i] - mean;
        factor.SolveInPlace(alpha);
        factor.SolveTransposedInPlace(alpha);
        return (alpha, mean);
    }

    // Partial pooling: each length is normal about a common one, which is integrated over by its best value. Without it, ten points in ten dimensions
    // always have an explanation by two or three parameters alone, and the search believes it.
    private double LengthPrior(ReadOnlySpan<double> logs, Span<double> gradient)
    {
        var (own, all) = (ownSpread * ownSpread, CommonSpread * CommonSpread);
        var sum = 0.0;
        foreach (var log in logs) sum += log;
        var common = ((sum / own) + (lengthCentre / all)) / ((groups / own) + (1 / all));
        var cost = (groups * Math.Log(ownSpread)) + ((common - lengthCentre) * (common - lengthCentre) / (2 * all));
        for (var g = 0; g < groups; g++) cost += Prior(logs[g], common, ownSpread, ref gradient[g]);
        return cost;
    }

    private static double Prior(double log, double centre, double spread, ref double gradient)
    {
        var z = (log - centre) / spread;
        gradient += z / spread;
        return 0.5 * z * z;
    }
}
