using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>Ranks configurations by the validation images alone; evaluation counts are reported of the winner, and decide nothing.</summary>
public static class BestSelection
{
    /// <summary>
    /// The best configuration: the best lower bound of its mean over repeats (see <see cref="RobustRanking"/>), ties to the lower number. A configuration
    /// whose repeats have not all ended ranks below every one whose repeats have: one lucky seed must not lead.
    /// </summary>
    /// <returns>Null while no trial has succeeded.</returns>
    public static BestTrial? Of(StudySpec spec, IReadOnlyList<Trial> trials) =>
        Of(spec, Tally.Of(spec.Objective.Metric, trials));

    /// <inheritdoc cref="Of(StudySpec, IReadOnlyList{Trial})"/>
    internal static BestTrial? Of(StudySpec spec, Tally trials) => Best(spec, trials) is { } best ? Describe(best, spec.Objective.Metric) : null;

    /// <summary>Null while no trial has succeeded.</summary>
    internal static ConfigurationRank? Best(StudySpec spec, Tally trials)
    {
        // Without repeats there is no noise to rank by.
        if (trials.Repeats > 0) return trials.Configurations.Best(StudyBudget.Repeats(spec));
        if (trials.Best is not { } best) return null;
        var metric = spec.Objective.Metric;
        var value = Metrics.FromCost(metric, Cost(metric, best.Status.Result!.ValidationMetric));
        return new ConfigurationRank(best.Spec.Configuration, [best], StudyBudget.Repeats(spec) == 1, double.IsFinite(value) ? value : double.NaN, null, value);
    }

    private static BestTrial Describe(ConfigurationRank best, string metric)
    {
        // The network handed out, and whose counts are shown, is the repeat with the best validation value.
        var trial = best.Succeeded.OrderBy(t => Cost(metric, t.Status.Result!.ValidationMetric)).ThenBy(t => t.Spec.Number).First();
        var result = trial.Status.Result!;
        var perClass = result.ConfusionMatrix.Count == 0 ? [] : trial.Spec.Dataset.Classes.Select((c, i) => PerClass(c.Name, i, result.ConfusionMatrix)).ToList();
        var total = perClass.Sum(c => c.Total);
        return new BestTrial
        {
            Trial = trial.Spec.Number,
            Repeats = best.Succeeded.Select(t => t.Spec.Number).ToList(),
            Parameters = trial.Spec.Parameters,
            ValidationMetric = best.Mean,
            ValidationSpread = best.Spread,
            ValidationBound = best.Bound.Equals(best.Mean) || !double.IsFinite(best.Bound) ? null : best.Bound,
            ReusedFrom = trial.Status.ReusedFrom,
            EvaluationAccuracy = total == 0 ? 0 : (double)perClass.Sum(c => c.Correct) / total,
            PerClass = perClass,
            WorstClass = perClass.MinBy(c => c.Accuracy) is { } worst ? FormattableString.Invariant($"{worst.Name} {worst.Accuracy:0.####}") : null,
            ConfusionMatrix = result.ConfusionMatrix,
            Regression = result.Regression,
            SuperResolution = result.SuperResolution,
            Checkpoint = result.Checkpoint == TrialResult.NoCheckpoint ? null : result.Checkpoint,
        };
    }

    /// <summary>Counts of one class; see <see cref="Wilson"/> for the interval.</summary>
    public static ClassResult PerClass(string name, int index, IReadOnlyList<IReadOnlyList<int>> confusion)
    {
        var row = confusion[index];
        var (correct, total) = (row[index], row.Sum());
        var (low, high) = Wilson.Interval(correct, total);
        return new ClassResult(name, correct, total, total == 0 ? 0 : (double)correct / total, low, high);
    }

    /// <summary>Not-a-number ranks last, as a value that was never reached.</summary>
    internal static double Cost(string metric, double value)
    {
        var cost = Metrics.ToCost(metric, value);
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }
}
