namespace Filler.Cli.Reports;

/// <summary>One network of those that a study trained to the end.</summary>
/// <param name="Architecture"><c>C4F2</c>.</param>
/// <param name="Trials">Numbers of its finished trials, the best on validation first.</param>
internal sealed record ReportNetwork(string Architecture, IReadOnlyList<int> Trials);
