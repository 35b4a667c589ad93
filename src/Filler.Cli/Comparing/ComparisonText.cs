using System.Globalization;
using Filler.Cli.Reports;
using Filler.Studies;

namespace Filler.Cli.Comparing;

/// <summary>Comparisons in words.</summary>
internal static class ComparisonText
{
    public static string P(double p) => p < 1e-4 ? "< 0.0001" : $"= {p.ToString("0.####", CultureInfo.InvariantCulture)}";

    /// <summary>Whether the best differs from the runner-up, for people.</summary>
    public static string RunnerUp(IReadOnlyList<TrialComparison> comparisons)
    {
        var next = comparisons[0];
        var verdict = next.Differ ? "differs from" : "cannot be told from";
        var correction = comparisons.Count == 1 ? "" : $", {P(next.AdjustedP)} with Holm's correction over {comparisons.Count} comparisons";
        var sentence = $"On the same evaluation images the best (trial {next.First}) {verdict} the runner-up on validation (trial {next.Second}): "
            + $"{Figures.Count(next.OnlyFirst, "image")} only the best told right, {next.OnlySecond:N0} only the runner-up (McNemar's exact test, p {P(next.P)}{correction}).";
        return comparisons.Count == 1 ? sentence : $"{sentence} Of the {comparisons.Count} next best configurations {comparisons.Count(c => c.Differ)} differ from the best.";
    }

    /// <summary>One comparison as lines of a terminal.</summary>
    public static IEnumerable<string> Lines(TrialComparison c, int comparisons)
    {
        yield return $"trial {c.First} against trial {c.Second}, {c.BothRight + c.OnlyFirst + c.OnlySecond + c.BothWrong} evaluation images";
        yield return $"  both right            {c.BothRight,8}";
        yield return $"  only trial {c.First,-4} right  {c.OnlyFirst,8}";
        yield return $"  only trial {c.Second,-4} right  {c.OnlySecond,8}";
        yield return $"  both wrong            {c.BothWrong,8}";
        yield return $"  McNemar's exact test: p {P(c.P)}{(comparisons > 1 ? $"; Holm over {comparisons} comparisons: p {P(c.AdjustedP)}" : "")}";
        yield return c.Differ ? "  they differ at 5 %" : "  no difference is shown at 5 %";
    }
}
