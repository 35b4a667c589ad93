namespace Filler.Cli.Reports;

/// <param name="Path">As in the manifest.</param>
/// <param name="Label">The path's last words, unique in the study.</param>
/// <param name="Choices">Values of a parameter that is no number, as text; null for numbers.</param>
/// <param name="Importance">Share of the objective's variation that this parameter explains, 0 to 1; null where unknown.</param>
internal sealed record ReportParameter(string Path, string Label, bool Log, bool Whole, IReadOnlyList<string>? Choices, double? Importance);
