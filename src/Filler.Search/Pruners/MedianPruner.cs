namespace Filler.Search;

/// <summary>Stops a trial whose best value so far is worse than the median, over the other trials that got as far, of their best up to the same epoch.</summary>
/// <remarks>A final verdict: a pruned trial is never taken up again.</remarks>
public sealed class MedianPruner : IPruner
{
    private readonly int minEpochs;
    private readonly int minTrials;

    /// <param name="minEpochs">No trial is judged before this epoch, ≥ 1.</param>
    /// <param name="minTrials">Nor before this many others have reached its epoch, ≥ 1.</param>
    public MedianPruner(int minEpochs, int minTrials = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minEpochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minTrials, 1);
        (this.minEpochs, this.minTrials) = (minEpochs, minTrials);
    }

    public IReadOnlyList<Verdict> Judge(IReadOnlyList<Observation> history, int maxEpochs)
    {
        ArgumentNullException.ThrowIfNull(history);
        var verdicts = new List<Verdict>();
        foreach (var trial in history.Where(o => o.State == ObservationState.Running && o.Curve.Count >= minEpochs && o.Curve.Count < maxEpochs))
        {
            var epoch = trial.Curve.Count;
            var others = history.Where(o => o.Number != trial.Number && o.Curve.Count >= epoch).Select(o => Best(o, epoch)).Order().ToList();
            if (others.Count < minTrials) continue;
            var median = others.Count % 2 == 1 ? others[others.Count / 2] : (others[(others.Count / 2) - 1] + others[others.Count / 2]) / 2;
            var own = Best(trial, epoch);
            if (own > median)
                verdicts.Add(new Verdict(trial.Number, VerdictAction.Prune, $"median: {own:g4} at epoch {epoch} is worse than the median {median:g4} of {others.Count} trials"));
        }

        return verdicts;
    }

    private static double Best(Observation o, int epoch) => o.Curve.Take(epoch).Select(RungRecord.Comparable).Min();
}
