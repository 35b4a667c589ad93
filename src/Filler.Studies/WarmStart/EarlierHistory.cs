using System.Runtime.CompilerServices;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>Trials of earlier studies as the search sees them, by this study's metric and for this study's number of epochs.</summary>
internal sealed class EarlierHistory
{
    // A run's earlier trials are read once and never change.
    private static readonly ConditionalWeakTable<IReadOnlyList<EarlierTrial>, EarlierHistory> Remembered = [];

    private EarlierHistory(SearchSpace space, List<(EarlierObservation First, List<double> Draws)> configurations)
    {
        Observations = [.. configurations.Select(c => c.First)];
        Warm = new WarmHistory(space, Observations);
        // The luckiest draw of an earlier study is not its best configuration; draws of other images are compared among themselves.
        Best = configurations.GroupBy(c => c.First.Discounted).OrderBy(g => g.Key)
            .Select(g => RobustRanking.Best([.. g.Where(c => c.Draws.Count > 0).Select(c => new Candidate(configurations.IndexOf(c), c.Draws))], _ => true)).FirstOrDefault(s => s is not null) is { } best
            ? configurations[best.Candidate.Number].First
            : null;
    }

    public IReadOnlyList<EarlierObservation> Observations { get; }

    /// <summary>As samplers are shown them.</summary>
    public WarmHistory Warm { get; }

    /// <summary>The one of the best lower bound, of quite this problem if there is one. It goes first: whatever its figures are worth, here it is trained, or taken over. Null: none was trained to the end.</summary>
    public EarlierObservation? Best { get; }

    public static EarlierHistory Of(StudySpec study, SearchSpace space, IReadOnlyList<EarlierTrial> earlier) => Remembered.GetValue(earlier, e => new EarlierHistory(
    space,
    [
        .. e.GroupBy(t => (t.Study, t.Discount, Point: t.Parameters.Key())).Select(g => OneOf([.. g.Select(t => (t, Observe(study, space, t)))])),
    ]));

    // Repeats are one observation, of their mean, as this study's own are.
    private static (EarlierObservation First, List<double> Draws) OneOf(List<(EarlierTrial Trial, Observation Seen)> repeats)
    {
        var draws = repeats.Select(r => r.Seen.Value).OfType<double>().ToList();
        var (first, seen) = repeats.Find(r => r.Seen.Value is not null) is { Seen: not null } finished ? finished : repeats[0];
        return (new EarlierObservation(first.Study, draws.Count > 0 ? seen with { Value = draws.Average() } : seen, first.Discount is not null), draws);
    }

    private static Observation Observe(StudySpec study, SearchSpace space, EarlierTrial trial)
    {
        var here = ParameterPaths.Apply(study, trial.Parameters);
        var wanted = here.Model.IsNetwork ? here.Training.Epochs : 1;
        var curve = new MetricCurve([.. trial.Epochs.Take(wanted)], study.Objective.Metric);
        var values = curve.Where(double.IsFinite).ToList();
        // A shorter training than this study's is a trial that was stopped early.
        var complete = !trial.Failed && curve.Count == wanted && values.Count > 0;
        var state = trial.Failed || values.Count == 0 ? ObservationState.Failed : complete ? ObservationState.Complete : ObservationState.Pruned;
        return new Observation(trial.Number, ParameterValues.ToSpace(space, trial.Parameters), state, curve, complete ? values.Min() : null);
    }
}
