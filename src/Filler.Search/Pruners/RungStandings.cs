using MathNet.Numerics.Statistics;

namespace Filler.Search;

/// <summary>Who goes on from one rung: the best so many of those that can, ties in the order of their numbers. By selection, not sorting: a study of many thousand trials asks at every report.</summary>
internal sealed class RungStandings
{
    private readonly List<RungRecord> going;
    private readonly double threshold = double.NegativeInfinity;
    private readonly int lastTie = -1;

    /// <param name="reached">All that have passed the rung, in any order.</param>
    /// <param name="promoted">How many go on.</param>
    public RungStandings(IReadOnlyList<RungRecord> reached, int promoted)
    {
        (Reached, Promoted) = (reached.Count, promoted);
        going = [.. reached.Where(r => r.Trial.State is not (ObservationState.Failed or ObservationState.Pruned))];
        if (promoted == 0 || going.Count == 0) return;
        threshold = promoted >= going.Count ? double.PositiveInfinity : ArrayStatistics.OrderStatisticInplace([.. going.Select(r => r.Cost)], promoted);
        var ties = promoted - going.Count(r => r.Cost < threshold);
        var tied = going.Where(r => r.Cost.Equals(threshold)).Select(r => r.Trial.Number).Order().Take(ties).ToList();
        if (tied.Count > 0) lastTie = tied[^1];
    }

    public int Reached { get; }

    public int Promoted { get; }

    /// <summary>Whether the trial is among the best; one that diverged never is.</summary>
    public bool GoesOn(RungRecord record) => double.IsFinite(record.Cost) && (record.Cost < threshold || (record.Cost.Equals(threshold) && record.Trial.Number <= lastTie));

    /// <summary>Place among those that can go on, from 1.</summary>
    public int PlaceOf(RungRecord record) => 1 + going.Count(r => r.Cost < record.Cost || (r.Cost.Equals(record.Cost) && r.Trial.Number < record.Trial.Number));
}
