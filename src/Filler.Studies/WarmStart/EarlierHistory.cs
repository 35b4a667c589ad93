using System.Runtime.CompilerServices;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>Trials of earlier studies as the search sees them, by this study's metric and for this study's number of epochs.</summary>
internal sealed class EarlierHistory
{
    /// <summary>The best of the earlier configurations go first, this many: whatever the earlier figures are worth, here they are trained, or taken over.</summary>
    public const int FirstTrials = 3;

    // A run's earlier trials are read once and never change.
    private static readonly ConditionalWeakTable<IReadOnlyList<EarlierTrial>, EarlierHistory> Remembered = [];

    private EarlierHistory(IReadOnlyList<EarlierObservation> observations)
    {
        Observations = observations;
        BestFirst =
        [
            .. observations.Where(e => e.Trial.Value is { } v && double.IsFinite(v))
                .OrderBy(e => e.Discounted).ThenBy(e => e.Trial.Value).ThenBy(e => e.Study, StringComparer.Ordinal).ThenBy(e => e.Trial.Number).Take(FirstTrials),
        ];
    }

    public IReadOnlyList<EarlierObservation> Observations { get; }

    /// <summary>The best finished ones, those of quite this problem before discounted ones.</summary>
    public IReadOnlyList<EarlierObservation> BestFirst { get; }

    public static EarlierHistory Of(StudySpec study, SearchSpace space, IReadOnlyList<EarlierTrial> earlier) =>
        Remembered.GetValue(earlier, e => new EarlierHistory([.. e.Select(t => new EarlierObservation(t.Study, Observe(study, space, t), t.Discount is not null))]));

    private static Observation Observe(StudySpec study, SearchSpace space, EarlierTrial trial)
    {
        var wanted = ParameterPaths.Apply(study, trial.Parameters).Training.Epochs;
        var curve = new MetricCurve([.. trial.Epochs.Take(wanted)], study.Objective.Metric);
        var values = curve.Where(double.IsFinite).ToList();
        // A shorter training than this study's is a trial that was stopped early.
        var complete = !trial.Failed && curve.Count == wanted && values.Count > 0;
        var state = trial.Failed || values.Count == 0 ? ObservationState.Failed : complete ? ObservationState.Complete : ObservationState.Pruned;
        return new Observation(trial.Number, ParameterValues.ToSpace(space, trial.Parameters), state, curve, complete ? values.Min() : null);
    }
}
