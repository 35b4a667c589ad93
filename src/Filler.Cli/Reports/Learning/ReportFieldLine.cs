namespace Filler.Cli.Reports;

/// <param name="Label">The other searched parameters' values; empty where there is none.</param>
/// <param name="Points">By rising field.</param>
internal sealed record ReportFieldLine(string Label, IReadOnlyList<FieldMeasured> Points);
