namespace Filler.Search;

/// <summary>A posterior over functions on <see cref="Features"/> (Rasmussen and Williams 2006, equations 2.25 and 2.26), with pending points.</summary>
internal sealed class GaussianProcess
{
    private readonly Features features;
    private readonly Hyperparameters hyper;

    // One array a coordinate, in length scales: every loop over the points runs along contiguous memory.
    private readonly double[][] coordinates;
    private readonly CholeskyFactor factor;
    private readonly double[] alpha;
    private readonly double mean;

    // Coordinate times this is in length scales: the root of the parameter's share over its length.
    private readonly double[] scales;

    private GaussianProcess(Features features, Hyperparameters hyper, double[][] coordinates, CholeskyFactor factor, double[] alpha, double mean)
    {
        (this.features, this.hyper, this.coordinates, this.factor, this.alpha, this.mean) = (features, hyper, coordinates, factor, alpha, mean);
        scales = [.. features.Weight.Select((w, c) => Math.Sqrt(w) / hyper.Lengths[features.Group[c]])];
    }

    /// <summary>Standard deviation of one observation about the function.</summary>
    public double NoiseDeviation => Math.Sqrt(hyper.Noise);

    public int Dimensions => features.Dimensions;

    public static GaussianProcess Of(Features features, Hyperparameters hyper, IReadOnlyList<double[]> points, double[] targets)
    {
        // Rounding can make the matrix of near-equal points indefinite: then a little more noise, until it is not.
        for (var noise = hyper.Noise; ; noise *= 10)
        {
            var empty = new GaussianProcess(features, hyper with { Noise = noise }, Room(features.Dimensions, points.Count), new CholeskyFactor(points.Count), [], 0);
            if (!points.All(p => empty.TryAdd(p))) continue;
            var (alpha, mean) = HyperparameterFit.Centred(empty.factor, targets);
            return new GaussianProcess(features, empty.hyper, empty.coordinates, empty.factor, alpha, mean);
        }
    }

    /// <summary>
    /// The process after observations at pending points that came out as it expects. Such a believer (Ginsbourger et al. 2010) changes no mean, only
    /// variances, so the targets do not enter.
    /// </summary>
    public GaussianProcess Believing(IReadOnlyCollection<double[]> pending)
    {
        var wider = Room(features.Dimensions, factor.Size + pending.Count);
        for (var c = 0; c < wider.Length; c++) coordinates[c].AsSpan(0, factor.Size).CopyTo(wider[c]);
        var believer = new GaussianProcess(features, hyper, wider, factor.Fork(), alpha, mean);
        // A point that cannot be appended is, to rounding, one that is there already.
        foreach (var point in pending) believer.TryAdd(point);
        return believer;
    }

    /// <summary>Mean and standard deviation of the function.</summary>
    public (double Mean, double Deviation) Predict(ReadOnlySpan<double> x)
    {
        var (covariances, _) = Covariances(x, factor.Size);
        var predicted = mean + Vectors.Dot(alpha, covariances);
        factor.SolveInPlace(covariances);
        return (predicted, Deviation(covariances));
    }

    /// <summary>The mean alone, which needs no solving.</summary>
    public double PredictMean(ReadOnlySpan<double> x) => mean + Vectors.Dot(alpha, Covariances(x, alpha.Length).Values);

    /// <summary>Mean and deviation with their gradients along x.</summary>
    public (double Mean, double Deviation) Predict(ReadOnlySpan<double> x, Span<double> meanGradient, Span<double> deviationGradient)
    {
        var (covariances, slopes) = Covariances(x, factor.Size);
        var predicted = mean + Vectors.Dot(alpha, covariances);
        factor.SolveInPlace(covariances);
        var deviation = Deviation(covariances);
        factor.SolveTransposedInPlace(covariances);
        // ∂k/∂x = −slope · scale · (x − xᵢ), with x and xᵢ in length scales.
        var (intoMean, intoDeviation) = (slopes.AsSpan(0, alpha.Length).ToArray(), covariances);
        for (var i = 0; i < intoMean.Length; i++) intoMean[i] *= alpha[i];
        for (var i = 0; i < intoDeviation.Length; i++) intoDeviation[i] *= slopes[i];
        var (meanSum, deviationSum) = (Sum(intoMean), Sum(intoDeviation));
        for (var c = 0; c < x.Length; c++)
        {
            var here = x[c] * scales[c];
            meanGradient[c] = scales[c] * (Vectors.Dot(intoMean, coordinates[c]) - (here * meanSum));
            deviationGradient[c] = scales[c] * ((here * deviationSum) - Vectors.Dot(intoDeviation, coordinates[c])) / deviation;
        }

        return (predicted, deviation);
    }

    private static double[][] Room(int dimensions, int points) => [.. Enumerable.Range(0, dimensions).Select(_ => new double[points])];

    private static double Sum(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }

    private double Deviation(double[] solved) => Math.Sqrt(Math.Max(hyper.Signal - Vectors.Dot(solved, solved), 1e-12 * hyper.Signal));

    private bool TryAdd(ReadOnlySpan<double> point)
    {
        var n = factor.Size;
        double[] row = [.. Covariances(point, n).Values, hyper.Signal + hyper.Noise];
        if (!factor.TryAppend(row)) return false;
        for (var c = 0; c < coordinates.Length; c++) coordinates[c][n] = point[c] * scales[c];
        return true;
    }

    // Of x with the first so many points, and the slopes of Matern.Fill.
    private (double[] Values, double[] Slopes) Covariances(ReadOnlySpan<double> x, int count)
    {
        var (values, slopes) = (new double[count], new double[count]);
        for (var c = 0; c < coordinates.Length; c++) Vectors.AddSquaredDistances(coordinates[c], x[c] * scales[c], slopes);
        Matern.Fill(slopes, values, hyper.Signal);
        return (values, slopes);
    }
}
