using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>A study's history of several objectives as samplers and pruners of one see it.</summary>
internal sealed class SeveralObjectives
{
    private readonly string[] measures;
    private readonly Dictionary<int, Trial> trials = [];
    private readonly Dictionary<int, double[]> final = [];
    private readonly ObjectiveScale scale;
    private readonly Dictionary<int, IReadOnlyDictionary<int, double>> ranks = [];

    private SeveralObjectives(string[] measures, Ledger ledger)
    {
        this.measures = measures;
        var repeats = ledger.Trials.Where(t => t.Status.Phase == TrialPhase.Succeeded).ToLookup(t => t.Spec.Configuration);
        foreach (var trial in ledger.Trials.Where(t => t.Spec.Repeat == 0))
        {
            trials[trial.Spec.Number] = trial;
            if (trial.Status.Phase == TrialPhase.Succeeded) final[trial.Spec.Number] = Fronts.Mean(measures, repeats[trial.Spec.Number]);
        }

        scale = ObjectiveScale.Of(final.Values.Concat(trials.Values.Where(t => t.Status.Epochs.Count > 0).Select(t => After(t, t.Status.Epochs.Count))), measures.Length);
    }

    /// <returns>Null for a study of one objective.</returns>
    public static SeveralObjectives? Of(StudySpec spec, Ledger ledger) =>
        spec.Objectives.Count < 2 ? null : new SeveralObjectives([.. spec.Objectives.Select(o => o.Metric)], ledger);

    /// <summary>Every value as one cost, weighted for one proposal (<see cref="Chebyshev"/>).</summary>
    /// <param name="seed">Of the weights: another one for each proposal.</param>
    public List<Observation> Weighted(IEnumerable<Observation> history, ulong seed)
    {
        var weights = Chebyshev.Weights(measures.Length, seed);
        return [.. history.Select(o => !trials.TryGetValue(o.Number, out var trial) ? o : Valued(o, final.TryGetValue(o.Number, out var costs) ? Scalar(costs) : double.NaN) with
        {
            Curve = new LazyCurve(o.Curve.Count, epoch => Scalar(After(trial, epoch))),
        })];

        double Scalar(double[] costs) => Chebyshev.Of(scale.ToUnit(costs), weights);
    }

    /// <summary>For pruners: after each epoch the number of the front that the trial stands on among all that got as far, as in MO-ASHA (Schmucker et al., arXiv 2106.12639).</summary>
    public List<Observation> Ranked(IEnumerable<Observation> history) =>
    [
        .. history.Select(o => !trials.ContainsKey(o.Number) ? o : o with { Curve = new LazyCurve(o.Curve.Count, epoch => RanksAt(epoch)[o.Number]) }),
    ];

    private static Observation Valued(Observation o, double value) => o.State != ObservationState.Complete ? o
        : double.IsFinite(value) ? o with { Value = value }
        : o with { State = ObservationState.Failed, Value = null };

    private IReadOnlyDictionary<int, double> RanksAt(int epoch)
    {
        if (ranks.TryGetValue(epoch, out var known)) return known;
        var reached = trials.Values.Where(t => t.Status.Epochs.Count >= epoch).ToList();
        var costs = reached.Select(t => After(t, epoch)).ToList();
        var fronts = Dominance.Ranks(costs);
        var even = Enumerable.Repeat(1.0 / measures.Length, measures.Length).ToArray();
        // Within a front the balanced come first; the cost of the unit cube is below 1.1, so fronts never mix.
        return ranks[epoch] = reached.Select((t, i) => (t.Spec.Number, Rank: fronts[i] + (Chebyshev.Of(scale.ToUnit(costs[i]), even) is var c && double.IsFinite(c) ? Math.Clamp(c, 0, 1.1) / 1.2 : 1)))
            .ToDictionary(r => r.Number, r => r.Rank);
    }

    private double[] After(Trial trial, int epochs)
    {
        var costs = measures.Select(m => TrialMeasures.After(m, trial, epochs)).ToArray();
        // A worker that does not count its operations leaves that objective open: neither good nor bad.
        if (scale is not null)
        {
            for (var m = 0; m < costs.Length; m++)
            {
                if (double.IsNaN(costs[m]) && !Measures.IsMetric(measures[m])) costs[m] = (scale.Best[m] + scale.Worst[m]) / 2;
            }
        }

        return costs;
    }
}
