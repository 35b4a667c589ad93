namespace Filler.Structures.Tests;

/// <summary>Known structures, their curves with noise, and what reverse Monte Carlo finds again of them.</summary>
public class RecoveryTests
{
    private const double Radius = 10;
    private const double Gap = 0.5;

    private static readonly Lazy<(ParticleStructure Truth, ScatteringCurve Curve)> Made = new(() =>
    {
        var truth = Aggregated();
        return (truth, Noisy(truth, 0.02, 3));
    });

    /// <remarks>Within 20 % for aggregate sizes and 0.2 for g(r), of which 0.14 are the counting noise of two structures of 374 particles.</remarks>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Aggregates_are_recovered_where_coordination_and_the_largest_size_are_known(ulong seed)
    {
        var (truth, curve) = Made.Value;
        var known = ClusterSizes.Of(truth, Gap, default);

        var fit = ReverseMonteCarlo.Fit(
            curve, Options(truth, seed) with { Coordination = known.MeanCoordination, CoordinationTolerance = 0.02, MaxAggregateSize = known.Sizes.Max() }, null, default);

        var found = ClusterSizes.Of(fit.Structure, Gap, default);
        Assert.InRange(fit.ChiSquaredPerDof, 0.4, 1.0001);
        Assert.Equal(known.MeanCoordination, found.MeanCoordination, 0.25);
        Assert.InRange(found.WeightMean / known.WeightMean, 0.8, 1.2);
        Assert.True(found.Sizes.Max() <= known.Sizes.Max(), $"an aggregate of {found.Sizes.Max()}");
        Assert.InRange(Difference(truth, fit.Structure), 0, 0.2);
        Assert.True(Overlap.Deepest(fit.Structure) < 1e-6);
        Assert.Contains(fit.Notes, n => n.Contains("largest aggregate", StringComparison.Ordinal));
    }

    [Fact]
    public void The_curve_alone_gives_the_pair_correlation_but_not_the_aggregates()
    {
        var (truth, curve) = Made.Value;

        var fit = ReverseMonteCarlo.Fit(curve, Options(truth, 1), null, default);

        Assert.InRange(fit.ChiSquaredPerDof, 0.9, 1.0001);
        Assert.InRange(Difference(truth, fit.Structure), 0, 0.25);
        Assert.InRange(ClusterSizes.Of(fit.Structure, Gap, default).WeightMean, 1, ClusterSizes.Of(truth, Gap, default).WeightMean / 2);
    }

    private static ReverseMonteCarloOptions Options(ParticleStructure truth, ulong seed) => new(Radius, 0, truth.VolumeFraction, truth.Count)
    {
        MaxMoves = 300_000,
        WaveVectors = 60_000,
        ErrorFloor = 0,
        Seed = seed,
        ContactGapNm = Gap,
        ClusterShare = 0.1,
    };

    // Root mean square over distances beyond contact.
    private static double Difference(ParticleStructure one, ParticleStructure other)
    {
        var (a, b) = (PairCorrelation.Of(one, 80, 40, default), PairCorrelation.Of(other, 80, 40, default));
        return Math.Sqrt(Enumerable.Range(0, 40).Where(i => a.DistanceNm[i] > 22).Average(i => Math.Pow(a.Value[i] - b.Value[i], 2)));
    }

    private static ParticleStructure Aggregated() =>
        Aggregates.Generate(new AggregateOptions(250, 0.1, new SpherePopulation(2 * Radius), 1.9, 6, 0.4, 1, 50, AggregateProcess.Tuned), 4, default);

    /// <summary>Every wave vector of the box with the weight that an instrument of this resolution gives it, summed directly.</summary>
    private static ScatteringCurve Noisy(ParticleStructure truth, double noise, ulong seed)
    {
        const double Lowest = 0.05, Highest = 0.55, Resolution = 0.06;
        var q = Enumerable.Range(0, 40).Select(i => Lowest * Math.Pow(Highest / Lowest, i / 39.0)).ToArray();
        var (sums, weights) = (new double[q.Length], new double[q.Length]);
        var step = 2 * Math.PI / truth.BoxNm;
        var most = (int)(Highest * (1 + (4 * Resolution)) / step);
        for (var z = 0; z <= most; z++)
        {
            for (var y = -most; y <= most; y++)
            {
                for (var x = -most; x <= most; x++)
                {
                    var k = step * Math.Sqrt((x * x) + (y * y) + (z * z));
                    if (k == 0 || k > step * most || (z == 0 && (y < 0 || (y == 0 && x < 0)))) continue;
                    double re = 0, im = 0;
                    for (var j = 0; j < truth.Count; j++)
                    {
                        var (sin, cos) = Math.SinCos(step * ((x * truth.X[j]) + (y * truth.Y[j]) + (z * truth.Z[j])));
                        (re, im) = (re + cos, im + sin);
                    }

                    var intensity = Math.Pow(SphereFormFactor.Amplitude(k, Radius), 2) * ((re * re) + (im * im)) / truth.Count;
                    for (var i = 0; i < q.Length; i++)
                    {
                        // Shells hold ever more vectors: an isotropic sample scatters by the mean over each, whatever their number.
                        var weight = Math.Exp(-Math.Pow((k - q[i]) / (Resolution * q[i]), 2) / 2) / (k * k);
                        (sums[i], weights[i]) = (sums[i] + (weight * intensity), weights[i] + weight);
                    }
                }
            }
        }

        var random = new RandomStream(seed);
        var exact = sums.Select((v, i) => (1e-6 * v / weights[i]) + 0.02).ToArray();
        return new ScatteringCurve(q, [.. exact.Select(v => v * (1 + (noise * random.NextNormal())))], [.. exact.Select(v => noise * v)], [.. q.Select(v => Resolution * v)]);
    }
}
