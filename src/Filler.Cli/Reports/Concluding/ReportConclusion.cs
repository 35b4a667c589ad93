namespace Filler.Cli.Reports;

/// <summary>What the study has shown, and what to do about what it has not.</summary>
/// <param name="Findings">Sentences, each with the trials that it rests on.</param>
/// <param name="Next">The most useful first.</param>
internal sealed record ReportConclusion(IReadOnlyList<string> Findings, IReadOnlyList<NextStep> Next);
