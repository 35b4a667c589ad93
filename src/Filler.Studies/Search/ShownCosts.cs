using System.Globalization;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>How a pruner's reasons show a cost: by the metric that the study names, the way people know it.</summary>
internal static class ShownCosts
{
    public static CostText Of(StudySpec spec) => new(c => !double.IsFinite(c) ? "no value"
        : spec.Objectives.Count < 2 ? string.Create(CultureInfo.InvariantCulture, $"{spec.Objective.Metric} {Metrics.FromCost(spec.Objective.Metric, c):0.####}")
        // SeveralObjectives.Ranked: the front's number, and behind the point the place within it.
        : string.Create(CultureInfo.InvariantCulture, $"a place on front {1 + Math.Floor(c):0}"));
}
