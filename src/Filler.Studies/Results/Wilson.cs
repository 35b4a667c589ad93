namespace Filler.Studies;

/// <summary>The score interval of a share (Wilson 1927, eq. for p with z): honest near 0 and 1 and for small counts, where p ± z·s.e. is not.</summary>
public static class Wilson
{
    /// <summary>Two-sided 95 %.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The 95 % interval of <paramref name="correct"/> of <paramref name="total"/>; all of [0, 1] for no images.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Correct is negative or above total.</exception>
    public static (double Low, double High) Interval(int correct, int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(correct);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correct, total);
        if (total == 0) return (0, 1);

        double n = total;
        var p = correct / n;
        var scale = 1 + (Z * Z / n);
        var centre = (p + (Z * Z / (2 * n))) / scale;
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n))) / scale;

        // At the ends the bound is exact; rounding must not move it.
        return (correct == 0 ? 0 : centre - half, correct == total ? 1 : centre + half);
    }
}
