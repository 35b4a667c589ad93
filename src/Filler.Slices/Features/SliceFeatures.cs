namespace Filler.Slices;

/// <summary>What a person measures on a slice: the numbers that a network has to beat.</summary>
public static class SliceFeatures
{
    private static readonly int[] Lags = [1, 2, 4, 8, 16];
    private static readonly double[] RipleyShares = [0.05, 0.1, 0.2];

    /// <summary>Names of the values of <see cref="Of"/>, in order, for images of this size.</summary>
    public static IReadOnlyList<string> Names(int pixels) =>
    [
        "area fraction", "mean grey", "grey deviation", .. LagsOf(pixels).Select(l => $"two-point correlation at {l} px"),
        "mean filler chord in px", "mean matrix chord in px", "regions", .. RipleyShares.Select(s => $"Ripley L(r) - r at {s:0.##} of the field in px"),
    ];

    public static double[] Of(ReadOnlySpan<byte> grey, int pixels)
    {
        var phases = new PhaseImage(grey, pixels);
        var (sum, squares) = (0.0, 0.0);
        foreach (var g in grey) (sum, squares) = (sum + g, squares + ((double)g * g));
        var mean = sum / grey.Length;
        var regions = phases.Regions();
        return
        [
            phases.AreaFraction, mean / 255, Math.Sqrt(Math.Max(0, (squares / grey.Length) - (mean * mean))) / 255, .. LagsOf(pixels).Select(phases.TwoPoint),
            phases.MeanChord(ofFiller: true), phases.MeanChord(ofFiller: false), regions.Count,
            .. RipleyK.CentredL(regions, pixels, [.. RipleyShares.Select(s => s * pixels)]),
        ];
    }

    private static IEnumerable<int> LagsOf(int pixels) => Lags.Where(l => l < pixels);
}
