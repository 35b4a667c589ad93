namespace Filler.Cli.Reports;

/// <summary>Shares told right along one searched field, everything else that was searched being equal.</summary>
/// <param name="Label">The other searched parameters' values; empty where there is none.</param>
/// <param name="Points">By rising value of the field.</param>
internal sealed record ShareLine(string Label, IReadOnlyList<SharePoint> Points)
{
    // Two-sided 95 % of the normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>The point with the largest share; of several the one with the least value.</summary>
    public SharePoint Best => Points.MaxBy(p => p.Share.Accuracy)!;

    /// <summary>
    /// The least value at which the share is not shown to be smaller than the best one's: the 95 % interval of their difference holds 0. The variances are
    /// added as if the two were counted on different images; on the same images a paired interval is narrower.
    /// </summary>
    public SharePoint Enough => Points.First(p => Gain(p, Best).Low <= 0);

    /// <summary>How much more the second is than the first, with the 95 % interval.</summary>
    public static (double Gain, double Low, double High) Gain(SharePoint first, SharePoint second)
    {
        var gain = second.Share.Accuracy - first.Share.Accuracy;
        var half = ReferenceEquals(first, second) ? 0 : Z * Math.Sqrt(first.Share.Variance + second.Share.Variance);
        return (gain, gain - half, gain + half);
    }
}
