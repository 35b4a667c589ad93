namespace Filler.Search;

/// <summary>
/// A normal search distribution and its evolution paths, updated by ranked points (Hansen, arXiv 1604.00772, equations 24 to 33), with the Cholesky factor
/// in the place of the matrix' root (Krause et al., NIPS 2016).
/// </summary>
internal sealed class CmaState
{
    private readonly CmaConstants constants;
    private readonly int n;
    private readonly double[][] covariance;
    private readonly double[] path, stepPath;
    private CholeskyFactor factor;
    private int generation;

    public CmaState(double[] mean, double step, int population)
    {
        n = mean.Length;
        (Mean, Step, constants) = ((double[])mean.Clone(), step, new CmaConstants(n, population));
        covariance = [.. Enumerable.Range(0, n).Select(i => new double[i + 1])];
        for (var i = 0; i < n; i++) covariance[i][i] = 1;
        (path, stepPath) = (new double[n], new double[n]);
        factor = CholeskyFactor.Of(covariance)!;
    }

    public double[] Mean { get; }

    /// <summary>σ, in units of the cube.</summary>
    public double Step { get; private set; }

    public int Population => constants.Population;

    /// <summary>Standard deviation along a coordinate.</summary>
    public double Deviation(int coordinate) => Step * Math.Sqrt(covariance[coordinate][coordinate]);

    public double[] Draw(SeededRandom random)
    {
        var normal = new double[n];
        for (var i = 0; i < n; i++) normal[i] = random.NextNormal();
        var drawn = factor.Multiply(normal);
        for (var i = 0; i < n; i++) drawn[i] = Mean[i] + (Step * drawn[i]);
        return drawn;
    }

    /// <summary>One generation.</summary>
    /// <param name="ranked"><see cref="Population"/> points of the cube, the best first, wherever they come from.</param>
    public void Update(IReadOnlyList<double[]> ranked)
    {
        generation++;
        // Points drawn from an older distribution, or another one, are injected: longer steps than this would blow the matrix up (Hansen, arXiv 1110.4181).
        var longest = Math.Sqrt(n) + (2.0 * n / (n + 2));
        var (steps, norms) = (new double[ranked.Count][], new double[ranked.Count]);
        for (var k = 0; k < ranked.Count; k++)
        {
            steps[k] = [.. ranked[k].Select((x, i) => (x - Mean[i]) / Step)];
            norms[k] = Norm(steps[k]);
            if (norms[k] <= longest) continue;
            for (var i = 0; i < n; i++) steps[k][i] *= longest / norms[k];
            norms[k] = longest;
        }

        var towards = new double[n];
        for (var k = 0; k < steps.Length; k++)
        {
            if (constants.Weights[k] > 0) Vectors.AddScaled(constants.Weights[k], steps[k], towards);
        }

        Vectors.AddScaled(Step, towards, Mean);
        var white = (double[])towards.Clone();
        factor.SolveInPlace(white);
        var rate = constants.StepPathRate;
        for (var i = 0; i < n; i++) stepPath[i] = ((1 - rate) * stepPath[i]) + (Math.Sqrt(rate * (2 - rate) * constants.Effective) * white[i]);
        var length = Math.Sqrt(Vectors.Dot(stepPath, stepPath));
        var stalled = length / Math.Sqrt(1 - Math.Pow(1 - rate, 2 * generation)) >= (1.4 + (2.0 / (n + 1))) * constants.ExpectedNorm;
        rate = constants.PathRate;
        for (var i = 0; i < n; i++) path[i] = ((1 - rate) * path[i]) + (stalled ? 0 : Math.Sqrt(rate * (2 - rate) * constants.Effective) * towards[i]);
        Adapt(steps, norms, stalled ? rate * (2 - rate) : 0);
        Step = Math.Clamp(Step * Math.Exp(constants.StepPathRate / constants.Damping * ((length / constants.ExpectedNorm) - 1)), 1e-12, 0.5);
        factor = CholeskyFactor.Of(covariance) ?? Reset();
    }

    /// <summary>Whether the distribution has shrunk to a point.</summary>
    public bool HasConverged(double tolerance) => Enumerable.Range(0, n).All(i => Deviation(i) < tolerance);

    private void Adapt(double[][] steps, double[] norms, double lost)
    {
        var keep = 1 + (constants.RankOne * lost) - constants.RankOne - (constants.RankMany * constants.Weights.Sum());
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var many = 0.0;
                for (var k = 0; k < steps.Length; k++)
                {
                    // A negative weight takes away no more than there is along its step.
                    var weight = constants.Weights[k] >= 0 ? constants.Weights[k] : constants.Weights[k] * n / Math.Max(norms[k] * norms[k], 1e-12);
                    many += weight * steps[k][i] * steps[k][j];
                }

                covariance[i][j] = (keep * covariance[i][j]) + (constants.RankOne * path[i] * path[j]) + (constants.RankMany * many);
            }
        }
    }

    // Rounding, or discrete points all in one plane, can make the matrix singular: its diagonal is then what is left to trust.
    private CholeskyFactor Reset()
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++) covariance[i][j] = 0;
            covariance[i][i] = Math.Max(covariance[i][i], 1e-8);
        }

        return CholeskyFactor.Of(covariance)!;
    }

    private double Norm(double[] step)
    {
        var white = (double[])step.Clone();
        factor.SolveInPlace(white);
        return Math.Sqrt(Vectors.Dot(white, white));
    }
}
