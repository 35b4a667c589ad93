namespace Filler.Cli.Reports;

/// <summary>A share with its interval as a drawn row: bar to the value, whisker over the interval.</summary>
internal static class IntervalBar
{
    private const double Width = 200;

    /// <summary>Where the axis begins: a round share below all values, so that differences near 1 can be seen.</summary>
    public static double AxisStart(IEnumerable<double> lows) => lows.Min() switch
    {
        >= 0.92 => 0.9,
        >= 0.55 => 0.5,
        _ => 0,
    };

    public static Markup Axis(double from) => Markup.Of($"""<span class="axis" aria-hidden="true"><span>{100 * from:0}</span><span>100 %</span></span>""");

    public static Markup Write(double share, Interval interval, double from)
    {
        var (low, high, at) = (Place(interval.Low, from), Place(interval.High, from), Place(share, from));
        return Markup.Of($"""
            <svg class="interval" viewBox="0 0 200 18" preserveAspectRatio="none" role="img" aria-label="{Figures.Percent(interval)} %"><rect class="track" x="0" y="6" width="200" height="6" rx="3"/><rect class="fill" x="0" y="6" width="{at:F1}" height="6" rx="3"/><path class="whisker" d="M{low:F1} 9H{high:F1}M{low:F1} 4V14M{high:F1} 4V14"/></svg><span class="ends">{Figures.Percent(interval)}</span>
            """);
    }

    private static double Place(double share, double from) => Math.Clamp((share - from) / (1 - from), 0, 1) * Width;
}
