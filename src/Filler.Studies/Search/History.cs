using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>Trial records as the search sees them: one observation a configuration, everything a cost.</summary>
internal static class History
{
    /// <summary>
    /// Repeats are no observations of their own: they refine their configuration's value (its mean), are no new points for the sampler, and no pruner
    /// judges them, since a mean over only the repeats that went well would flatter.
    /// </summary>
    public static List<Observation> Of(Ledger ledger, SearchSpace space, string metric)
    {
        var repeated = ledger.Trials.Where(t => t.Spec.Repeat > 0 && Value(t) is not null).ToLookup(t => t.Spec.Configuration, t => Value(t)!.Value);
        var history = new List<Observation>(ledger.Trials.Count);
        foreach (var trial in ledger.Trials)
        {
            if (trial.Spec.Repeat > 0) continue;
            var state = StateOf(trial, ledger.IsDue(trial));
            var value = Value(trial) is not { } own ? (double?)null : repeated.Contains(trial.Spec.Number) ? repeated[trial.Spec.Number].Prepend(own).Average() : own;
            if (value is { } v && !double.IsFinite(v)) (state, value) = (ObservationState.Failed, null);
            history.Add(new Observation(
                trial.Spec.Number,
                ParameterValues.ToSpace(space, trial.Spec),
                state,
                new MetricCurve(trial.Status.Epochs, metric),
                value is { } known ? Metrics.ToCost(metric, known) : null));
        }

        return history;
    }

    /// <summary>
    /// The history without trials that have no epochs: what they reach at once is held against no network's first epochs, and a study that tries both ends
    /// with a trained network.
    /// </summary>
    public static IReadOnlyList<Observation> WithEpochs(Ledger ledger, IReadOnlyList<Observation> history)
    {
        var whole = ledger.Trials.Where(t => !t.Spec.Model.IsNetwork).Select(t => t.Spec.Number).ToHashSet();
        return whole.Count == 0 ? history : [.. history.Where(o => !whole.Contains(o.Number))];
    }

    private static double? Value(Trial trial) => trial.Status.Phase == TrialPhase.Succeeded ? trial.Status.Result?.ValidationMetric : null;

    private static ObservationState StateOf(Trial trial, bool due) => trial.Status.Phase switch
    {
        // Suspended, crashed or lost: it goes on without being promoted.
        _ when due => ObservationState.Running,
        TrialPhase.Pending or TrialPhase.Running => ObservationState.Running,
        TrialPhase.Paused => ObservationState.Paused,
        TrialPhase.Succeeded => ObservationState.Complete,
        TrialPhase.Pruned => ObservationState.Pruned,
        _ => ObservationState.Failed,
    };
}
