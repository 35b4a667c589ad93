namespace Filler.Cli.Reports;

/// <summary>How far to trust the answer.</summary>
/// <param name="Indistinguishable">Other configurations' trials whose evaluation interval overlaps the best's.</param>
/// <param name="Caveats">Sentences.</param>
internal sealed record ReportTrust(IReadOnlyList<int> Indistinguishable, IReadOnlyList<string> Caveats);
