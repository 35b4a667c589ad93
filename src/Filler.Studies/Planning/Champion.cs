using Filler.Search;

namespace Filler.Studies;

/// <summary>
/// The unfinished trial that is worth finishing when nothing else is left to do. Successive halving alone may leave everything paused (two trials, one in
/// three goes on: nobody does), but a study ends with a trained and evaluated network.
/// </summary>
internal static class Champion
{
    /// <summary>
    /// With nothing finished yet: the one that is furthest, then best. Else only one that at its own last epoch is better than every finished trial was at
    /// that epoch; so at most a few more are resumed, each on evidence. Null: none.
    /// </summary>
    public static Observation? Among(IReadOnlyList<Observation> history)
    {
        var finished = history.Where(o => o.State == ObservationState.Complete).ToList();
        return history.Where(o => o.State is ObservationState.Paused or ObservationState.Running)
            .Select(o => (Trial: o, Cost: CostAt(o, o.Curve.Count)))
            .Where(c => !HasDiverged(c.Trial) && finished.TrueForAll(f => c.Cost < CostAt(f, c.Trial.Curve.Count)))
            .OrderByDescending(c => c.Trial.Curve.Count).ThenBy(c => c.Cost).ThenBy(c => c.Trial.Number)
            .Select(c => c.Trial).FirstOrDefault();
    }

    private static bool HasDiverged(Observation observation) => observation.Curve.Count > 0 && double.IsNaN(observation.Curve[^1]);

    /// <summary>The best cost up to an epoch, since a trial hands out its best epoch's weights; infinite before the first that has one.</summary>
    private static double CostAt(Observation observation, int epoch)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < Math.Min(epoch, observation.Curve.Count); i++)
        {
            // An epoch without a value takes nothing from the others.
            if (observation.Curve[i] < best) best = observation.Curve[i];
        }

        return best;
    }
}
