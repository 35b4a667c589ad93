namespace Filler.Slices;

/// <summary>What a person measures on a slice: the numbers that a network has to beat.</summary>
public static class SliceFeatures
{
    private static readonly int[] Lags = [1, 2, 4, 8, 16];
    private static readonly double[] RipleyShares = [0.05, 0.1, 0.2];

    /// <summary>Names of the values of <see cref="Of"/>, in order, for images of this size.</summary>
    /// <param name="pixelNm">Edge of a pixel.</param>
    public static IReadOnlyList<string> Names(int pixels, double pixelNm) =>
    [
        "area fraction", "mean grey", "grey deviation", .. LagsOf(pixels).Select(l => $"two-point correlation at {Nm(l * pixelNm)} nm"),
        "mean filler chord in nm", "mean matrix chord in nm", "regions", .. RipleyShares.Select(s => $"Ripley L(r) - r in nm at r = {Nm(s * pixels * pixelNm)} nm"),
    ];

    /// <param name="pixelNm">Edge of a pixel: lengths are in nm.</param>
    public static double[] Of(ReadOnlySpan<byte> grey, int pixels, double pixelNm)
    {
        var phases = new PhaseImage(grey, pixels);
        var (sum, squares) = (0.0, 0.0);
        foreach (var g in grey) (sum, squares) = (sum + g, squares + ((double)g * g));
        var mean = sum / grey.Length;
        var regions = phases.Regions();
        return
        [
            phases.AreaFraction, mean / 255, Math.Sqrt(Math.Max(0, (squares / grey.Length) - (mean * mean))) / 255, .. LagsOf(pixels).Select(phases.TwoPoint),
            pixelNm * phases.MeanChord(ofFiller: true), pixelNm * phases.MeanChord(ofFiller: false), regions.Count,
            .. RipleyK.CentredL(regions, pixels, [.. RipleyShares.Select(s => s * pixels)]).Select(l => l * pixelNm),
        ];
    }

    private static string Nm(double length) => length.ToString("g4", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<int> LagsOf(int pixels) => Lags.Where(l => l < pixels);
}
