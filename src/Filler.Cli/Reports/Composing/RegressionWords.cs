using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>A regression's answer in sentences.</summary>
internal static class RegressionWords
{
    public static string Sentence(string architecture, RegressionResult regression)
    {
        var figures = $"R² {Short(regression.R2)} (95 % interval {Short(regression.R2Low)}–{Short(regression.R2High)}) on {regression.Images:N0} unseen slices";
        return regression.R2Low <= 0
            ? $"No network predicted the target better than its mean does: the best, {architecture}, has {figures}."
            : $"{architecture} predicts the target with {figures}, off by {Figures.Short(regression.Mae)} on average.";
    }

    public static string Lead(RegressionResult regression)
    {
        var worst = regression.PerTarget.MaxBy(t => Math.Abs(t.Mean - t.Target))!;
        return $"{worst.Name} is the farthest off: its target is {Figures.Short(worst.Target)}, the mean prediction {Figures.Short(worst.Mean)}.";
    }

    private static string Short(double r2) => r2.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
}
