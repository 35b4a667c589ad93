namespace Filler.Cli.Reports;

/// <summary>What it takes to make the result again.</summary>
internal sealed record ReportMaking
{
    public required string Software { get; init; }

    public required DateTimeOffset Made { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    public required string Algorithm { get; init; }

    public required string Pruning { get; init; }

    public required long SearchSeed { get; init; }

    public required long DatasetSeed { get; init; }

    public required IReadOnlyList<string> Devices { get; init; }

    public required IReadOnlyList<ReportDataset> Datasets { get; init; }
}
