namespace Filler.Cli.Reports;

/// <param name="Provenance">One line per structure that images were cut from.</param>
internal sealed record ReportClass(string Name, IReadOnlyList<string> Provenance);
