namespace Filler.Cli.Reports;

/// <summary>A 95 % confidence interval of a share.</summary>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>Standard normal quantile at 97.5 %.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>Wilson's score interval (1927): keeps its coverage near 0 and 1, where good classifiers live.</summary>
    /// <param name="correct">May be a mean over repeats, hence no whole number; 0 to <paramref name="total"/>.</param>
    public static Interval Wilson(double correct, int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        ArgumentOutOfRangeException.ThrowIfNegative(correct);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correct, total);
        var share = correct / total;
        var squared = Z * Z / total;
        var centre = share + (squared / 2);
        var half = Z * Math.Sqrt(((share * (1 - share)) + (squared / 4)) / total);
        return new Interval(Math.Max(0, (centre - half) / (1 + squared)), Math.Min(1, (centre + half) / (1 + squared)));
    }

    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;
}
