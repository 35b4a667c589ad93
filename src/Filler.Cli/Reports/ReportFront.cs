using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>The configurations that no other one beats in every objective.</summary>
/// <param name="Points">By the first objective, best first.</param>
/// <param name="Count">How many there are; <paramref name="Points"/> may hold fewer of a large front.</param>
/// <param name="Hypervolume">Share of the box between the best and the worst values seen that the front dominates.</param>
internal sealed record ReportFront(IReadOnlyList<ReportFrontAxis> Objectives, IReadOnlyList<FrontPoint> Points, int Count, double Hypervolume);

/// <param name="Log">Spans orders of magnitude.</param>
internal sealed record ReportFrontAxis(string Metric, string Label, bool HigherIsBetter, bool Log);
