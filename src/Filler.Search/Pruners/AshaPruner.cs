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

    /// <param name="reduction">η ≥ 2.</param>
    /// <param name="minEpochs">r ≥ 1, the first rung.</param>
    public AshaPruner(int reduction, int minEpochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reduction, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(minEpochs, 1);
        (this.reduction, this.minEpochs) = (reduction, minEpochs);
    }

    public IReadOnlyList<Verdict> Judge(IReadOnlyList<Observation> history, int maxEpochs)
    {
        ArgumentNullException.ThrowIfNull(history);
        var pauses = new List<Verdict>();
        var resumes = new List<Verdict>();
        // Highest rung first: what has come farthest is worth most.
        foreach (var rung in Rungs(maxEpochs).Reverse())
        {
            var reached = history.Where(o => o.Curve.Count >= rung)
                .Select(o => new RungRecord(o, RungRecord.Comparable(o.Curve[rung - 1])))
                .OrderBy(r => r.Cost).ThenBy(r => r.Trial.Number).ToList();
            var promoted = reached.Count / reduction;
            var going = reached.Where(r => r.Trial.State is not (ObservationState.Failed or ObservationState.Pruned)).ToList();
            for (var place = 0; place < going.Count; place++)
            {
                var (trial, cost) = going[place];
                // Only the highest rung that a trial has reached decides.
                if (HighestRung(trial.Curve.Count, maxEpochs) != rung) continue;
                var standing = $"asha: {cost:g4} at epoch {rung} is number {place + 1} of {reached.Count}, {promoted} go on";
                var worthy = place < promoted && double.IsFinite(cost);
                // Judged at the rung itself: what has gone on from it runs to the next one.
                if (trial.State == ObservationState.Running && trial.Curve.Count == rung && !worthy) pauses.Add(new Verdict(trial.Number, VerdictAction.Pause, standing));
                if (trial.State == ObservationState.Paused && worthy) resumes.Add(new Verdict(trial.Number, VerdictAction.Resume, standing));
            }
        }

        return [.. pauses, .. resumes];
    }

    public int NextRung(int number, int epochs, int maxEpochs) => Rungs(maxEpochs).FirstOrDefault(r => r > epochs, maxEpochs);

    private IEnumerable<int> Rungs(int maxEpochs)
    {
        for (long rung = minEpochs; rung < maxEpochs; rung *= reduction) yield return (int)rung;
    }

    private int HighestRung(int epochs, int maxEpochs) => Rungs(maxEpochs).LastOrDefault(r => r <= epochs);
}
