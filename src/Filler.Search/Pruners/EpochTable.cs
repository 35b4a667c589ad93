namespace Filler.Search;

/// <summary>For each epoch the best cost up to it of every trial that got so far, in order, so that a median is one look.</summary>
internal sealed class EpochTable : ISummary
{
    private readonly List<SortedColumn<double>> epochs = [];
    private readonly SortedDictionary<int, Observation> running = [];

    public EpochTable(IReadOnlyList<Observation> history)
    {
        foreach (var (epoch, best) in history.SelectMany(o => Bests(o).Select((b, i) => (i, b))).GroupBy(e => e.i, e => e.b).Select(g => (g.Key, g)).OrderBy(g => g.Key))
            epochs.Add(new SortedColumn<double>(best));
        foreach (var trial in history.Where(o => o.State == ObservationState.Running)) running.Add(trial.Number, trial);
    }

    /// <summary>In order of number.</summary>
    public IEnumerable<Observation> Running => running.Values;

    /// <summary>How many trials have come to the end of an epoch, from 1.</summary>
    public int Reached(int epoch) => epoch > epochs.Count ? 0 : epochs[epoch - 1].Count;

    /// <summary>The trial's best cost so far; infinite where it has only diverged.</summary>
    public static double BestOf(Observation trial) => Bests(trial)[^1];

    /// <summary>Over the others that got as far as this trial, of their best up to there. There must be one.</summary>
    public double MedianOfOthers(Observation trial)
    {
        var column = epochs[trial.Curve.Count - 1];
        var own = column.PlaceOf(BestOf(trial));
        var others = column.Count - 1;
        return others % 2 == 1 ? Other(others / 2) : (Other((others / 2) - 1) + Other(others / 2)) / 2;

        double Other(int place) => column[place < own ? place : place + 1];
    }

    public void Replace(Observation? before, Observation? after)
    {
        if (before is not null) running.Remove(before.Number);
        if (after is { State: ObservationState.Running }) running.Add(after.Number, after);
        var (was, becomes) = (before is null ? [] : Bests(before), after is null ? [] : Bests(after));
        // Nearly always one epoch more, and all before it as they were.
        for (var e = 0; e < Math.Max(was.Length, becomes.Length); e++)
        {
            if (e < was.Length && e < becomes.Length && was[e].Equals(becomes[e])) continue;
            if (e == epochs.Count) epochs.Add(new SortedColumn<double>([]));
            if (e < was.Length) epochs[e].Remove(was[e]);
            if (e < becomes.Length) epochs[e].Add(becomes[e]);
        }
    }

    private static double[] Bests(Observation trial)
    {
        var bests = new double[trial.Curve.Count];
        var best = double.PositiveInfinity;
        for (var e = 0; e < bests.Length; e++) bests[e] = best = Math.Min(best, RungRecord.Comparable(trial.Curve[e]));
        return bests;
    }
}
