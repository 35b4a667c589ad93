namespace Filler.Cli.Reports;

/// <summary>The finished trials by network.</summary>
internal static class NetworkLines
{
    /// <returns>Empty where all are one network: the table of trials says the rest.</returns>
    /// <param name="best">The study's best trial, which leads its network's; null while there is none.</param>
    public static IReadOnlyList<ReportNetwork> Of(IReadOnlyList<ReportTrial> records, ReportObjective objective, int? best)
    {
        var networks = records
            .Where(r => r.Low is not null && r.Architecture is not null && r.ValidationMetric is { } v && double.IsFinite(v))
            .OrderByDescending(r => r.Number == best).ThenBy(r => objective.HigherIsBetter ? -r.ValidationMetric : r.ValidationMetric).ThenBy(r => r.Number)
            .GroupBy(r => r.Architecture!, StringComparer.Ordinal)
            .Select(g => new ReportNetwork(g.Key, [.. g.Select(r => r.Number)]))
            .ToList();
        return networks.Count > 1 ? networks : [];
    }
}
