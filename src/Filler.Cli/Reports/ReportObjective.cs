namespace Filler.Cli.Reports;

/// <param name="Metric">As in the manifest.</param>
/// <param name="Label">For axes and table heads.</param>
internal sealed record ReportObjective(string Metric, string Label, bool HigherIsBetter, double? Goal);
