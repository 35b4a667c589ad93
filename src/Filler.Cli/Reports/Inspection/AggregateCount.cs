namespace Filler.Cli.Reports;

/// <summary>How many clusters of touching particles have one size.</summary>
internal readonly record struct AggregateCount(int Size, int Clusters);
