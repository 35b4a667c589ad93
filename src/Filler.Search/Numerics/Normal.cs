using MathNet.Numerics;

namespace Filler.Search;

/// <summary>The standard normal distribution, accurate in the far tail where its functions underflow.</summary>
internal static class Normal
{
    private static readonly double LogRootTwoPi = 0.5 * Math.Log(2 * Math.PI);

    public static double LogDensity(double z) => (-0.5 * z * z) - LogRootTwoPi;

    public static double Cumulative(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    public static double Quantile(double p) => -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * p);

    /// <summary>ln Φ(z) for z of any size.</summary>
    public static double LogCumulative(double z) => z > -5 ? Math.Log(Cumulative(z)) : LogDensity(z) + Math.Log(Mills(-z));

    /// <summary>Mills' ratio Φ(−x)/φ(x) = 1/(x + K) for x ≥ 5.</summary>
    public static double Mills(double x) => 1 / (x + MillsTail(x));

    /// <summary>The K of Mills' ratio, 1/(x + 2/(x + 3/(x + …))): Laplace's continued fraction (Abramowitz and Stegun 26.2.14), to the last bit for x ≥ 5.</summary>
    public static double MillsTail(double x)
    {
        var tail = x;
        for (var k = 60; k >= 2; k--) tail = x + (k / tail);
        return 1 / tail;
    }
}
