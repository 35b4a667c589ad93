namespace Filler.Cli.Reports;

/// <summary>Accuracy by field of view.</summary>
/// <param name="Lines">One for each combination of the other searched parameters that was tried with two fields or more, the best first.</param>
internal sealed record ReportFields(IReadOnlyList<ReportFieldLine> Lines);
