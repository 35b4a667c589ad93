using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>A ledger's trials as the search sees them: one observation a configuration, everything a cost.</summary>
/// <remarks>
/// Repeats are no observations of their own: they refine their configuration's value (its mean), are no new points for the sampler, and no pruner
/// judges them, since a mean over only the repeats that went well would flatter.
/// </remarks>
internal sealed class StudyHistory
{
    private readonly Ledger ledger;
    private readonly SearchSpace space;
    private readonly string metric;
    private readonly List<int> proposed = [];

    public StudyHistory(Ledger ledger, SearchSpace space, string metric)
    {
        (this.ledger, this.space, this.metric) = (ledger, space, metric);
        Trials = new TrialHistory(ledger.Trials.Where(t => t.Spec.Repeat == 0).Select(Observe));
    }

    public TrialHistory Trials { get; }

    /// <summary>The trials without those that have no epochs: what they reach at once is held against no network's first epochs, and a study that tries both ends with a trained network.</summary>
    public IReadOnlyList<Observation> WithEpochs => Epochs(Trials);

    public bool IsOf(SearchSpace other, string otherMetric) => ReferenceEquals(space, other) && metric == otherMetric;

    /// <inheritdoc cref="WithEpochs"/>
    public IReadOnlyList<Observation> Epochs(IReadOnlyList<Observation> history) =>
        ledger.Judged.WithoutEpochs == 0 ? history : [.. history.Where(o => ledger.Find(o.Number)?.Spec.Model.IsNetwork != false)];

    /// <summary>Counts a trial that is to start as running, until the records are followed again.</summary>
    public void Propose(TrialSpec trial)
    {
        proposed.Add(trial.Number);
        Trials.Put(new Observation(trial.Number, ParameterValues.ToSpace(space, trial), ObservationState.Running, [], null));
    }

    /// <param name="changed">Numbers of the trials whose records changed.</param>
    public void Follow(IEnumerable<int> changed)
    {
        foreach (var number in proposed) Trials.Remove(number);
        proposed.Clear();
        foreach (var number in changed)
        {
            // What a repeat says, it says of its configuration.
            var trial = ledger.Find(number)!;
            if (ledger.Find(trial.Spec.Configuration) is { Spec.Repeat: 0 } first) Trials.Put(Observe(first));
        }
    }

    private Observation Observe(Trial trial)
    {
        var state = StateOf(trial, ledger.IsDue(trial));
        var value = Value(trial) is { } own ? ledger.RepeatsOf(trial.Spec.Number).Select(Value).OfType<double>().Prepend(own).Average() : (double?)null;
        if (value is { } v && !double.IsFinite(v)) (state, value) = (ObservationState.Failed, null);
        return new Observation(
            trial.Spec.Number,
            ParameterValues.ToSpace(space, trial.Spec),
            state,
            new MetricCurve(trial.Status.Epochs, metric),
            value is { } known ? Metrics.ToCost(metric, known) : null);
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
