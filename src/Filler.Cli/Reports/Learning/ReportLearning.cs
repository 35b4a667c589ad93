namespace Filler.Cli.Reports;

/// <summary>How many images are enough, where a study tried several numbers of them.</summary>
/// <param name="Answer">In one sentence.</param>
/// <param name="Goal">The share of evaluation slices to be told right.</param>
/// <param name="Curves">One for each combination of the other searched parameters, the best first.</param>
internal sealed record ReportLearning(string Answer, double Goal, IReadOnlyList<ReportLearningCurve> Curves);
