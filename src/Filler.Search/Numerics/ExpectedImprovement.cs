namespace Filler.Search;

/// <summary>
/// Logarithm of the expected improvement under a normal prediction (Ament et al., arXiv 2310.20708, section 4.1): it has a slope to climb where the
/// improvement itself underflows to 0, which is nearly everywhere after the first dozen trials.
/// </summary>
internal static class ExpectedImprovement
{
    private const double FarTail = -5;

    /// <summary>ln h(z) and its derivative, for h(z) = φ(z) + z Φ(z): the improvement in units of the deviation, z deviations below the best.</summary>
    public static (double Value, double Slope) LogUnit(double z)
    {
        if (z > FarTail)
        {
            var (density, below) = (Math.Exp(Normal.LogDensity(z)), Normal.Cumulative(z));
            var unit = density + (z * below);
            return (Math.Log(unit), below / unit);
        }

        // With x = −z and Mills' ratio 1/(x + K): h = φ (1 − x/(x + K)) = φ K/(x + K), which subtracts nothing.
        var x = -z;
        var k = Normal.MillsTail(x);
        return (Normal.LogDensity(z) + Math.Log(k / (x + k)), 1 / k);
    }

    /// <summary>ln E[max(best − f, 0)] for f normal with this mean and deviation.</summary>
    public static double Log(double best, double mean, double deviation) => Math.Log(deviation) + LogUnit((best - mean) / deviation).Value;
}
