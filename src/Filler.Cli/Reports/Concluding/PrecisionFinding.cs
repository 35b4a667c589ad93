namespace Filler.Cli.Reports;

/// <summary>How precisely the counts know the answer.</summary>
internal static class PrecisionFinding
{
    /// <returns>Null for what is not counted.</returns>
    public static string? Of(ReportBest best) => best.Total == 0
        ? null
        : $"Precision: {best.Total:N0} evaluation slices know the share told right to within ±{Points((best.High - best.Low) / 2)}; four times as many would halve that.";

    /// <summary>0.0152 → <c>1.5 points</c>.</summary>
    public static string Points(double share) => $"{(100 * share).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} points";
}
