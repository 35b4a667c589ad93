namespace Filler.Cli.Reports;

/// <summary>Which network: the best, and the smallest one that is not shown to be worse.</summary>
internal static class NetworkFinding
{
    /// <returns>Null where the study trained one network only.</returns>
    public static string? Of(ReportBest best, ReportTrust trust, IReadOnlyList<ReportTrial> records)
    {
        var others = records.Where(r => r.Low is not null && r.Number != best.Trial && !best.Repeats.Contains(r.Number)).ToList();
        if (best.Weights is not { } weights || others.All(r => r.Weights == weights)) return null;
        var smallest = others
            .Where(r => r.Weights < weights && Equal(r.Number, trust))
            .MinBy(r => (r.Weights, r.Number));
        var subject = $"Network: {best.Architecture} (trial {best.Trial}, {Figures.Count(weights, "weight")}) is the best of {Figures.Count(others.Count + best.Repeats.Count, "finished trial")}";
        return others.All(r => r.Weights >= weights) ? $"{subject} and the smallest of them."
            : smallest is null ? $"{subject}, and no smaller one is as good within the error."
            : $"{subject}. The smallest that is not shown to be worse is {smallest.Architecture} (trial {smallest.Number}, {Figures.Count(smallest.Weights!.Value, "weight")}{Share(smallest.Weights.Value, weights)}){Value(smallest)}.";
    }

    // The test on the same images, where there is one, sees differences that intervals which overlap do not.
    private static bool Equal(int trial, ReportTrust trust) =>
        trust.Comparisons.FirstOrDefault(c => c.Second == trial) is { } tested ? !tested.Differ : trust.Indistinguishable.Contains(trial);

    private static string Share(long part, long whole) => part * 2 <= whole ? $", {Figures.Percent((double)part / whole)} % of them" : "";

    private static string Value(ReportTrial trial) => trial.Accuracy is { } share
        ? $": {Figures.Percent(share)} % ({Figures.Percent(new Interval(trial.Low!.Value, trial.High!.Value))})"
        : trial.R2 is { } r2 ? $": R² {r2.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture)}"
        : trial.Psnr is { } psnr ? $": {SuperResolutionWords.Ratio(psnr)} dB" : "";
}
