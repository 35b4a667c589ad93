using Filler.Studies;

namespace Filler.Cli.Reports;

/// <param name="Label">The other searched parameters' values; empty where there is none.</param>
/// <param name="Law">acc(n) = limit − scale · n^−exponent.</param>
/// <param name="Sentence">What the curve says about the goal.</param>
internal sealed record ReportLearningCurve(
    string Label, PowerLaw Law, EnoughImages Enough, string Sentence, IReadOnlyList<LearningMeasured> Points, IReadOnlyList<LearningBand> Band);
