using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace Filler.Structures;

/// <summary>Quantiles and moments of the size distributions, relative to the size that the manifest gives.</summary>
public static class SizeQuantiles
{
    // Three standard deviations of a normal distribution to either side: beyond it no sphere is drawn, so that a largest one exists.
    private const double Cut = 3;

    // A normal distribution of large sigma reaches below zero.
    private const double Smallest = 0.05;

    // A gamma quantile takes microseconds, and millions are drawn.
    private const int TableSteps = 2048;
    private static readonly ConcurrentDictionary<double, double[]> Schulz = new();

    /// <summary>The relative size whose standard normal score is <paramref name="z"/>.</summary>
    internal static double At(SizeDistribution shape, double sigma, double z) => sigma == 0 ? 1 : shape switch
    {
        SizeDistribution.LogNormal => Math.Exp(sigma * z),
        SizeDistribution.Gaussian => Math.Max(Smallest, 1 + (sigma * z)),
        _ => Gamma.InvCDF(1 / (sigma * sigma), 1 / (sigma * sigma), Normal.CDF(0, 1, z)),
    };

    internal static double Largest(SizeDistribution shape, double sigma) => At(shape, sigma, Cut);

    /// <summary>Mean cube of the relative size: what a volume needs.</summary>
    public static double MeanCube(SizeDistribution shape, double sigma) => shape switch
    {
        SizeDistribution.LogNormal => Math.Exp(4.5 * sigma * sigma),
        SizeDistribution.Gaussian => 1 + (3 * sigma * sigma),
        _ => (1 + (sigma * sigma)) * (1 + (2 * sigma * sigma)),
    };

    internal static double Draw(SizeDistribution shape, double sigma, RandomStream random)
    {
        if (sigma == 0) return 1;
        // By its score, so that each distribution is cut at the same share of its spheres.
        while (true)
        {
            var z = random.NextNormal();
            if (Math.Abs(z) <= Cut) return shape == SizeDistribution.Schulz ? Interpolate(Schulz.GetOrAdd(sigma, Tabulate), z) : At(shape, sigma, z);
        }
    }

    private static double[] Tabulate(double sigma) =>
        [.. Enumerable.Range(0, TableSteps + 1).Select(i => At(SizeDistribution.Schulz, sigma, Cut * ((2.0 * i / TableSteps) - 1)))];

    private static double Interpolate(double[] table, double z)
    {
        var at = (z + Cut) / (2 * Cut) * TableSteps;
        var i = Math.Min((int)at, TableSteps - 1);
        return table[i] + ((at - i) * (table[i + 1] - table[i]));
    }
}
