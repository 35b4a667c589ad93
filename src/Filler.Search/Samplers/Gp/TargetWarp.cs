namespace Filler.Search;

/// <summary>
/// Objective values as a Gaussian process likes them: mean 0, variance 1, and without the long tail of bad values that would leave the differences among
/// the good ones below its noise. The power transform of Yeo and Johnson (Biometrika 87, 2000), its exponent by maximum likelihood, as HEBO does
/// (Cowen-Rivers et al., arXiv 2012.03826, section 3.2).
/// </summary>
internal static class TargetWarp
{
    private const double LeastPower = -1;
    private const double MostPower = 1;
    private const int Steps = 40;

    /// <param name="values">Finite; smaller is better.</param>
    public static double[] Standardised(IReadOnlyList<double> values)
    {
        var standard = Standardise([.. values]);
        var (best, most) = (standard, double.NegativeInfinity);
        for (var step = 0; step <= Steps; step++)
        {
            var power = LeastPower + ((MostPower - LeastPower) * step / Steps);
            var warped = standard.Select(y => YeoJohnson(y, power)).ToArray();
            // Likelihood of normal values, with the Jacobian of the transform.
            var likelihood = (-0.5 * standard.Length * Math.Log(Variance(warped))) + ((power - 1) * standard.Sum(y => Math.Sign(y) * Math.Log(1 + Math.Abs(y))));
            if (likelihood > most) (best, most) = (warped, likelihood);
        }

        return Standardise(best);
    }

    private static double YeoJohnson(double y, double power) => y >= 0
        ? Math.Abs(power) < 1e-9 ? Math.Log(1 + y) : (Math.Pow(1 + y, power) - 1) / power
        : Math.Abs(2 - power) < 1e-9 ? -Math.Log(1 - y) : -(Math.Pow(1 - y, 2 - power) - 1) / (2 - power);

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(v => (v - mean) * (v - mean));
    }

    private static double[] Standardise(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(Variance(values));
        // All equal: nothing to tell apart, and nothing to divide by.
        if (!(deviation > 1e-12 * (1 + Math.Abs(mean)))) return new double[values.Length];
        return [.. values.Select(v => (v - mean) / deviation)];
    }
}
