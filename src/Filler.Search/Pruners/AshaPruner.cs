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
        var rungs = Rungs(maxEpochs).ToArray();
        var reached = Array.ConvertAll(rungs, _ => new List<RungRecord>());
        foreach (var trial in history)
        {
            var epochs = trial.Curve.Count;
            for (var r = 0; r < rungs.Length && rungs[r] <= epochs; r++) reached[r].Add(new RungRecord(trial, RungRecord.Comparable(trial.Curve[rungs[r] - 1])));
        }

        var pauses = new List<Verdict>();
        var resumes = new List<Verdict>();
        // Highest rung first: what has come farthest is worth most.
        for (var r = rungs.Length - 1; r >= 0; r--)
        {
            var standings = new RungStandings(reached[r], reached[r].Count / reduction);
            // Only the highest rung that a trial has reached decides; and a running one only at the rung itself: what has gone on runs to the next one.
            var beyond = r + 1 < rungs.Length ? rungs[r + 1] : int.MaxValue;
            var decided = reached[r].Where(t => t.Trial.Curve.Count < beyond && t.Trial.State switch
            {
                ObservationState.Running => t.Trial.Curve.Count == rungs[r] && !standings.GoesOn(t),
                ObservationState.Paused => standings.GoesOn(t),
                _ => false,
            });
            foreach (var record in decided.OrderBy(t => t.Cost).ThenBy(t => t.Trial.Number))
            {
                var standing = $"asha: place {standings.PlaceOf(record)} of {standings.Reached} at epoch {rungs[r]}, {standings.Promoted} go on";
                if (record.Trial.State == ObservationState.Running) pauses.Add(new Verdict(record.Trial.Number, VerdictAction.Pause, standing));
                else resumes.Add(new Verdict(record.Trial.Number, VerdictAction.Resume, standing));
            }
        }

        return [.. pauses, .. resumes];
    }

    public int NextRung(int number, int epochs, int maxEpochs) => Rungs(maxEpochs).FirstOrDefault(r => r > epochs, maxEpochs);

    private IEnumerable<int> Rungs(int maxEpochs)
    {
        for (long rung = minEpochs; rung < maxEpochs; rung *= reduction) yield return (int)rung;
    }
}
