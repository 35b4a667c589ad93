namespace Filler.Cli.Reports;

/// <summary>Trials by phase.</summary>
/// <param name="Seconds">Sum of the training time of all trials that were trained.</param>
/// <param name="Reused">Of the succeeded ones, those whose result was taken over from an equal trial.</param>
internal sealed record ReportCounts(int Total, int Succeeded, int Pruned, int Failed, int Unfinished, double Seconds, int Reused);
