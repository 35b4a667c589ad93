namespace Filler.Search;

/// <summary>Stops a trial whose best value so far is worse than the median, over the other trials that got as far, of their best up to the same epoch.</summary>
/// <remarks>A final verdict: a pruned trial is never taken up again.</remarks>
public sealed class MedianPruner : IPruner
{
    private readonly int minEpochs;
    private readonly int minTrials;
    private readonly CostText costs;

    /// <param name="minEpochs">No trial is judged before this epoch, ≥ 1.</param>
    /// <param name="minTrials">Nor before this many others have reached its epoch, ≥ 1.</param>
    /// <param name="costs">For the verdicts' reasons; null: costs as they are.</param>
    public MedianPruner(int minEpochs, int minTrials = 4, CostText? costs = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minEpochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minTrials, 1);
        (this.minEpochs, this.minTrials, this.costs) = (minEpochs, minTrials, costs ?? CostText.Plain);
    }

    public IReadOnlyList<Verdict> Judge(IReadOnlyList<Observation> history, int maxEpochs)
    {
        ArgumentNullException.ThrowIfNull(history);
        var table = TrialHistory.SummaryOf(history, "all", h => new EpochTable(h));
        var verdicts = new List<Verdict>();
        foreach (var trial in table.Running)
        {
            var epoch = trial.Curve.Count;
            if (epoch < minEpochs || epoch >= maxEpochs || table.Reached(epoch) - 1 < minTrials) continue;
            var (own, median) = (EpochTable.BestOf(trial), table.MedianOfOthers(trial));
            if (own > median)
                verdicts.Add(new Verdict(trial.Number, VerdictAction.Prune, $"median: {costs.Show(own)} at epoch {epoch} is worse than the median {costs.Show(median)} of {table.Reached(epoch) - 1} trials"));
        }

        return verdicts;
    }
}
