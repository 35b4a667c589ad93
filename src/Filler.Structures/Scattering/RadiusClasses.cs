using MathNet.Numerics.Distributions;

namespace Filler.Structures;

/// <summary>A distribution of radii as a few equally frequent values, so that form factors can be tabulated once.</summary>
internal static class RadiusClasses
{
    private const int Classes = 15;

    /// <param name="radiusNm">Median (log-normal) or mean radius in nm.</param>
    /// <param name="sigma">Standard deviation of ln(radius), or relative to the mean.</param>
    public static double[] Of(SizeDistribution shape, double radiusNm, double sigma)
    {
        if (sigma == 0) return [radiusNm];
        var z = Enumerable.Range(0, Classes).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / Classes)).ToArray();
        // Class midpoints have less spread than the distribution: stretch them to its variance.
        var stretch = 1 / Math.Sqrt(z.Average(v => v * v));
        return [.. z.Select(v => radiusNm * SizeQuantiles.At(shape, sigma, stretch * v))];
    }
}
