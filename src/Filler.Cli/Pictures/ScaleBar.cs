namespace Filler.Cli.Pictures;

/// <summary>The length of a scale bar.</summary>
internal static class ScaleBar
{
    /// <summary>The largest of 1, 2, 5 × 10ⁿ nm that is at most a third of the field of view.</summary>
    public static double LengthNm(double fieldOfViewNm)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fieldOfViewNm);
        var most = fieldOfViewNm / 3;
        var decade = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return new[] { 5, 2, 1 }.Select(step => step * decade).First(length => length <= most * (1 + 1e-9));
    }
}
