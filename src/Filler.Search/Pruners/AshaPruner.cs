namespace Filler.Search;

/// <summary>
/// Asynchronous successive halving (Li et al., arXiv 1810.05934, algorithm 2): one trial in η goes on from each rung, and no trial waits for others.
/// </summary>
/// <remarks>
/// Rungs lie at r·η^k epochs. A trial that reaches a rung and is among the best ⌊n/η⌋ of the n that have reached it goes on without a pause; another is
/// paused with its checkpoint, and promoted when later results lift it into that share. A trial is compared by its value at the rung's epoch, as in the
/// paper, so that all have had the same training; NaN is the worst. Trials that ended before the last epoch keep their value in the count n but hold no
/// place in the share: a failure passes its place on, and nothing waits for it.
/// </remarks>
public sealed class AshaPruner : IRungPruner
{
    private readonly int reduction;
    private readonly int minEpochs;
    private readonly CostText costs;

    /// <param name="reduction">η ≥ 2.</param>
    /// <param name="minEpochs">r ≥ 1, the first rung.</param>
    /// <param name="costs">For the verdicts' reasons; null: costs as they are.</param>
    public AshaPruner(int reduction, int minEpochs, CostText? costs = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reduction, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(minEpochs, 1);
        (this.reduction, this.minEpochs, this.costs) = (reduction, minEpochs, costs ?? CostText.Plain);
    }

    public IReadOnlyList<Verdict> Judge(IReadOnlyList<Observation> history, int maxEpochs)
    {
        ArgumentNullException.ThrowIfNull(history);
        return Judge(TrialHistory.SummaryOf(history, (reduction, minEpochs, maxEpochs), h => new RungTable([.. Rungs(maxEpochs)], h)));
    }

    internal IReadOnlyList<Verdict> Judge(RungTable table)
    {
        var pauses = new List<Verdict>();
        var resumes = new List<Verdict>();
        foreach (var rung in table.HighestFirst)
        {
            pauses.AddRange(rung.Overtaken(reduction).Select(r => new Verdict(r.Number, VerdictAction.Pause, Standing(rung, r))));
            resumes.AddRange(rung.Lifted(reduction).Select(r => new Verdict(r.Number, VerdictAction.Resume, Standing(rung, r))));
        }

        return [.. pauses, .. resumes];
    }

    public int NextRung(int number, int epochs, int maxEpochs) => Rungs(maxEpochs).FirstOrDefault(r => r > epochs, maxEpochs);

    private string Standing(Rung rung, RungRecord record)
    {
        var share = rung.Promoted(reduction) switch { 0 => $"the first goes on when {reduction} have come so far", 1 => "the best one goes on", var n => $"the best {n} go on" };
        return $"asha: place {rung.PlaceOf(record)} of {rung.Reached} at epoch {rung.Epoch} with {costs.Show(record.Cost)}; {share}";
    }

    internal IEnumerable<int> Rungs(int maxEpochs)
    {
        for (long rung = minEpochs; rung < maxEpochs; rung *= reduction) yield return (int)rung;
    }
}
