using Filler.Studies;

namespace Filler.Cli.Reports;

/// <summary>How far to trust the answer.</summary>
/// <param name="Indistinguishable">Other configurations' trials whose evaluation interval overlaps the best's.</param>
/// <param name="Comparisons">The best against the next best configurations on the same images, the runner-up first.</param>
/// <param name="Caveats">Sentences.</param>
internal sealed record ReportTrust(IReadOnlyList<int> Indistinguishable, IReadOnlyList<TrialComparison> Comparisons, IReadOnlyList<string> Caveats)
{
    /// <summary>The best network against the best that is no network; null where the study did not try both.</summary>
    public TrialComparison? OtherKind { get; init; }
}
