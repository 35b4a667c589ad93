namespace Filler.Cli.Reports;

/// <summary>Trials by phase.</summary>
/// <param name="Seconds">Sum of the training time of all trials.</param>
internal sealed record ReportCounts(int Total, int Succeeded, int Pruned, int Failed, int Unfinished, double Seconds);
