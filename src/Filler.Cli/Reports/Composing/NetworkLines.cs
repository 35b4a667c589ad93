namespace Filler.Cli.Reports;

/// <summary>The finished trials by network.</summary>
internal static class NetworkLines
{
    /// <returns>Empty where all are one network: the table of trials says the rest.</returns>
    public static IReadOnlyList<ReportNetwork> Of(IReadOnlyList<ReportTrial> records, ReportObjective objective)
    {
        var networks = records
            .Where(r => r.Low is not null && r.Architecture is not null && r.ValidationMetric is { } v && double.IsFinite(v))
            .OrderBy(r => objective.HigherIsBetter ? -r.ValidationMetric : r.ValidationMetric).ThenBy(r => r.Number)
            .GroupBy(r => r.Architecture!, StringComparer.Ordinal)
            .Select(g => new ReportNetwork(g.Key, [.. g.Select(r => r.Number)]))
            .ToList();
        return networks.Count > 1 ? networks : [];
    }
}
