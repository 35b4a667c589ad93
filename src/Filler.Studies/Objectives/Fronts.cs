using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>The front of a study of several objectives.</summary>
public static class Fronts
{
    /// <summary>Over the configurations that came through, each by the means over its repeats.</summary>
    /// <returns>Null for a study of one objective.</returns>
    public static StudyFront? Of(StudySpec spec, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(trials);
        if (spec.Objectives.Count < 2) return null;
        string[] measures = [.. spec.Objectives.Select(o => o.Metric)];
        var configurations = trials.Where(t => t.Status.Phase == TrialPhase.Succeeded).GroupBy(t => t.Spec.Configuration).OrderBy(g => g.Key)
            .Select(g => (Trials: g.OrderBy(t => t.Spec.Number).ToList(), Costs: Mean(measures, g))).ToList();
        var costs = configurations.Select(c => c.Costs).ToList();
        var front = Dominance.Front(costs).OrderBy(i => costs[i][0]).ThenBy(i => i).ToList();
        return new StudyFront
        {
            Objectives = measures,
            Points = [.. Spread(front).Select(i => Point(measures, configurations[i].Trials, costs[i]))],
            Count = front.Count,
            Hypervolume = Share(costs, front),
        };
    }

    /// <summary>A finished trial's values in the order of the objectives; null for other trials, and for a study of one objective.</summary>
    public static IReadOnlyList<double>? ValuesOf(StudySpec spec, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(trial);
        return spec.Objectives.Count < 2 || trial.Status.Phase != TrialPhase.Succeeded ? null : [.. spec.Objectives.Select(o => Value(o.Metric, TrialMeasures.Final(o.Metric, trial)))];
    }

    internal static double[] Mean(IReadOnlyList<string> measures, IEnumerable<Trial> repeats) => [.. measures.Select(m => repeats.Average(t => TrialMeasures.Final(m, t)))];

    private static IEnumerable<int> Spread(List<int> front) =>
        front.Count <= StudyFront.Most ? front : Enumerable.Range(0, StudyFront.Most).Select(k => front[(int)((long)k * (front.Count - 1) / (StudyFront.Most - 1))]);

    private static FrontPoint Point(string[] measures, List<Trial> repeats, double[] costs) => new(
        repeats[0].Spec.Configuration,
        repeats[0].Spec.Parameters,
        [.. measures.Select((m, i) => Value(m, costs[i]))]);

    // Back from a logarithm without its rounding: 64 images, not 64.00000000000001.
    private static double Value(string measure, double cost) => Measures.IsMetric(measure) ? Metrics.FromCost(measure, cost) : Math.Round(Math.Exp(cost), 6);

    private static double Share(List<double[]> costs, List<int> front)
    {
        if (front.Count == 0) return 0;
        var objectives = costs[0].Length;
        var scale = ObjectiveScale.Of(costs, objectives);
        // An objective in which all are alike spans no box; there any share of it is the whole.
        return Hypervolume.Of([.. front.Select(i => scale.ToUnit(costs[i]))], [.. Enumerable.Repeat(1.0, objectives)]);
    }
}
