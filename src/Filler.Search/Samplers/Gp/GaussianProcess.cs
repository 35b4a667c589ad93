namespace Filler.Search;

/// <summary>A posterior over functions on <see cref="Features"/> (Rasmussen and Williams 2006, equations 2.25 and 2.26), with pending points.</summary>
internal sealed class GaussianProcess
{
    private readonly Features features;
    private readonly Hyperparameters hyper;
    private readonly List<double[]> points;
    private readonly CholeskyFactor factor;
    private readonly double[] alpha;
    private readonly double mean;
    private readonly int observed;

    // Coordinate weights: the parameter's share over its squared length scale.
    private readonly double[] weights;

    private GaussianProcess(Features features, Hyperparameters hyper, List<double[]> points, CholeskyFactor factor, double[] alpha, double mean, int observed)
    {
        (this.features, this.hyper, this.points, this.factor, this.alpha, this.mean, this.observed) = (features, hyper, points, factor, alpha, mean, observed);
        weights = [.. features.Weight.Select((w, c) => w / (hyper.Lengths[features.Group[c]] * hyper.Lengths[features.Group[c]]))];
    }

    /// <summary>Standard deviation of one observation about the function.</summary>
    public double NoiseDeviation => Math.Sqrt(hyper.Noise);

    public int Dimensions => features.Dimensions;

    public static GaussianProcess Of(Features features, Hyperparameters hyper, IReadOnlyList<double[]> points, double[] targets)
    {
        // Rounding can make the matrix of near-equal points indefinite: then a little more noise, until it is not.
        for (var noise = hyper.Noise; ; noise *= 10)
        {
            var empty = new GaussianProcess(features, hyper with { Noise = noise }, [], new CholeskyFactor(points.Count), [], 0, 0);
            if (!points.All(empty.TryAdd)) continue;
            var (alpha, mean) = HyperparameterFit.Centred(empty.factor, targets);
            return new GaussianProcess(features, empty.hyper, empty.points, empty.factor, alpha, mean, points.Count);
        }
    }

    /// <summary>
    /// The process after observations at pending points that came out as it expects. Such a believer (Ginsbourger et al. 2010) changes no mean, only
    /// variances, so the targets do not enter.
    /// </summary>
    public GaussianProcess Believing(IEnumerable<double[]> pending)
    {
        var believer = new GaussianProcess(features, hyper, [.. points], factor.Fork(), alpha, mean, observed);
        // A point that cannot be appended is, to rounding, one that is there already.
        foreach (var point in pending) believer.TryAdd(point);
        return believer;
    }

    /// <summary>Mean and standard deviation of the function.</summary>
    public (double Mean, double Deviation) Predict(ReadOnlySpan<double> x)
    {
        var covariances = new double[points.Count];
        for (var i = 0; i < covariances.Length; i++) covariances[i] = hyper.Signal * Matern.At(Squared(points[i], x)).Value;
        var predicted = mean + Vectors.Dot(alpha, covariances);
        factor.SolveInPlace(covariances);
        return (predicted, Deviation(covariances));
    }

    /// <summary>The mean alone, which needs no solving.</summary>
    public double PredictMean(ReadOnlySpan<double> x)
    {
        var sum = mean;
        for (var i = 0; i < observed; i++) sum += alpha[i] * hyper.Signal * Matern.At(Squared(points[i], x)).Value;
        return sum;
    }

    /// <summary>Mean and deviation with their gradients along x.</summary>
    public (double Mean, double Deviation) Predict(ReadOnlySpan<double> x, Span<double> meanGradient, Span<double> deviationGradient)
    {
        var n = points.Count;
        var (covariances, slopes) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            (covariances[i], slopes[i]) = Matern.At(Squared(points[i], x));
            (covariances[i], slopes[i]) = (hyper.Signal * covariances[i], hyper.Signal * slopes[i]);
        }

        var predicted = mean + Vectors.Dot(alpha, covariances);
        factor.SolveInPlace(covariances);
        var deviation = Deviation(covariances);
        factor.SolveTransposedInPlace(covariances);
        meanGradient.Clear();
        deviationGradient.Clear();
        for (var i = 0; i < n; i++)
        {
            // ∂k/∂x = −slope · weight · (x − xᵢ).
            var intoMean = i < observed ? -slopes[i] * alpha[i] : 0;
            var intoDeviation = slopes[i] * covariances[i] / deviation;
            for (var c = 0; c < x.Length; c++)
            {
                var step = weights[c] * (x[c] - points[i][c]);
                meanGradient[c] += intoMean * step;
                deviationGradient[c] += intoDeviation * step;
            }
        }

        return (predicted, deviation);
    }

    private double Deviation(double[] solved) => Math.Sqrt(Math.Max(hyper.Signal - Vectors.Dot(solved, solved), 1e-12 * hyper.Signal));

    private bool TryAdd(double[] point)
    {
        var row = new double[points.Count + 1];
        for (var i = 0; i < points.Count; i++) row[i] = hyper.Signal * Matern.At(Squared(points[i], point)).Value;
        row[^1] = hyper.Signal + hyper.Noise;
        if (!factor.TryAppend(row)) return false;
        points.Add(point);
        return true;
    }

    private double Squared(double[] a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var c = 0; c < a.Length; c++)
        {
            var difference = a[c] - b[c];
            sum += weights[c] * difference * difference;
        }

        return sum;
    }
}
