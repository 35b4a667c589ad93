using System.Globalization;

namespace Filler.Cli.Reports;

/// <summary>How many images, or of what field of view: the least that is not shown to be worse than the best, and what more of it brought.</summary>
internal static class ShareFinding
{
    public static string? OfImages(IReadOnlyList<ShareLine> lines) => Of("Images", lines, n => $"{n:N0}", " training images per class", "suffice", "more still help");

    public static string? OfFields(IReadOnlyList<ShareLine> lines) => Of("Field of view", lines, nm => $"{Figures.Short(nm)} nm", "", "suffices", "a larger one still helps");

    private static string? Of(string subject, IReadOnlyList<ShareLine> lines, Func<double, string> name, string unit, string suffices, string helps)
    {
        if (ShareLines.Leading(lines) is not { } line) return null;
        var (enough, best) = (line.Enough, line.Best);
        var with = line.Label.Length == 0 ? "" : $" with {line.Label}";
        if (enough != line.Points[^1])
        {
            var more = enough == best ? line.Points[^1] : best;
            return $"{subject}: {name(enough.At)}{unit} {suffices}{with}: {name(more.At)} {Brought(enough, more)} ({Trials(enough, more)}).";
        }

        var before = line.Points[^2];
        return $"{subject}: {helps}{with}: from {name(before.At)} to {name(enough.At)}{unit} the share told right went from {Figures.Percent(before.Share.Accuracy)} to {Figures.Percent(enough.Share.Accuracy)} % "
            + $"({Interval(before, enough)}; {Trials(before, enough)}).";
    }

    private static string Brought(SharePoint first, SharePoint second)
    {
        var (gain, _, high) = ShareLine.Gain(first, second);
        return $"{(gain < 0 ? "lost" : "brought")} {PrecisionFinding.Points(Math.Abs(gain))} ({Interval(first, second)}){(high < 0 ? "" : ", no more than chance explains")}";
    }

    private static string Interval(SharePoint first, SharePoint second)
    {
        var (_, low, high) = ShareLine.Gain(first, second);
        return $"95 % interval {Signed(low)} to {Signed(high)} points";
    }

    private static string Signed(double share) => (100 * share).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    private static string Trials(params SharePoint[] points) => Failures.Numbers([.. points.SelectMany(p => p.Trials).Order()]);
}
