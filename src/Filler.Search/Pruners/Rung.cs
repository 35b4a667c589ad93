namespace Filler.Search;

/// <summary>One rung of successive halving: who has passed it, who holds or may take a place in the share that goes on, and whose turn it is here.</summary>
internal sealed class Rung
{
    private readonly int next;
    private readonly SortedColumn<RungRecord> going, running, paused;

    /// <param name="epoch">Where it lies.</param>
    /// <param name="next">Where the next one lies; <see cref="int.MaxValue"/> above the highest.</param>
    public Rung(int epoch, int next, IEnumerable<Observation> history)
    {
        (Epoch, this.next) = (epoch, next);
        var places = history.Select(o => Place.Of(o, epoch, next)).OfType<Place>().ToList();
        Reached = places.Count;
        going = new SortedColumn<RungRecord>(places.Where(p => p.Goes).Select(p => p.Record));
        running = new SortedColumn<RungRecord>(places.Where(p => p.Runs).Select(p => p.Record));
        paused = new SortedColumn<RungRecord>(places.Where(p => p.Waits).Select(p => p.Record));
    }

    public int Epoch { get; }

    /// <summary>How many have passed it, those included that ended here.</summary>
    public int Reached { get; private set; }

    /// <param name="reduction">η: one in so many goes on.</param>
    public int Promoted(int reduction) => Reached / reduction;

    /// <summary>Those that stand at this very rung and run, and are not among the best.</summary>
    public IEnumerable<RungRecord> Overtaken(int reduction) => InOrder(running).Where(r => !GoesOn(r, reduction));

    /// <summary>Those that wait here and are among the best by now.</summary>
    public IEnumerable<RungRecord> Lifted(int reduction) => InOrder(paused).TakeWhile(r => GoesOn(r, reduction));

    /// <summary>Place among those that can go on, from 1.</summary>
    public int PlaceOf(RungRecord record) => going.PlaceOf(record) + 1;

    public void Replace(Observation? before, Observation? after)
    {
        var (was, becomes) = (Place.Of(before, Epoch, next), Place.Of(after, Epoch, next));
        if (was == becomes) return;
        if (was is { } old) Count(old, -1);
        if (becomes is { } place) Count(place, 1);
    }

    /// <summary>Whether the trial is among the best; one that diverged never is.</summary>
    private bool GoesOn(RungRecord record, int reduction) =>
        double.IsFinite(record.Cost) && Promoted(reduction) is > 0 and var share && record.CompareTo(going[Math.Min(share, going.Count) - 1]) <= 0;

    private static IEnumerable<RungRecord> InOrder(SortedColumn<RungRecord> column)
    {
        for (var i = 0; i < column.Count; i++) yield return column[i];
    }

    private void Count(Place place, int change)
    {
        Reached += change;
        Change(going, place.Goes);
        Change(running, place.Runs);
        Change(paused, place.Waits);

        void Change(SortedColumn<RungRecord> column, bool belongs)
        {
            if (!belongs) return;
            if (change > 0) column.Add(place.Record);
            else column.Remove(place.Record);
        }
    }

    /// <param name="Goes">It can still get to the last epoch.</param>
    /// <param name="Runs">It stands at this rung: what has gone on runs to the next one.</param>
    /// <param name="Waits">This is the highest rung that it has reached.</param>
    private readonly record struct Place(RungRecord Record, bool Goes, bool Runs, bool Waits)
    {
        public static Place? Of(Observation? trial, int epoch, int next)
        {
            if (trial is null || trial.Curve.Count < epoch) return null;
            return new Place(
                new RungRecord(RungRecord.Comparable(trial.Curve[epoch - 1]), trial.Number),
                trial.State is not (ObservationState.Failed or ObservationState.Pruned),
                trial.State == ObservationState.Running && trial.Curve.Count == epoch,
                trial.State == ObservationState.Paused && trial.Curve.Count < next);
        }
    }
}
