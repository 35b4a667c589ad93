namespace Filler.Search;

/// <summary>Observations from best to worst, finished or not.</summary>
internal static class Ranking
{
    /// <summary>Finished trials by value; then those stopped or under way, the farther the better, by their value there; then those without a value.</summary>
    /// <remarks>A trial that runs and has reported nothing counts as bad (constant liar, Ginsbourger et al. 2010), so parallel proposals spread.</remarks>
    public static List<Observation> BestFirst(IReadOnlyList<Observation> history) =>
    [
        .. history.OrderBy(Tier)
            .ThenByDescending(o => Tier(o) == 1 ? o.Curve.Count : 0)
            .ThenBy(Cost)
            .ThenBy(o => o.Number),
    ];

    /// <summary>Whether the observation says anything of its point's worth.</summary>
    public static bool IsInformed(Observation observation) => Tier(observation) < 2;

    private static int Tier(Observation o) => o switch
    {
        { State: ObservationState.Complete, Value: { } value } when double.IsFinite(value) => 0,
        // A final value that is no number is the worst, whatever the curve was.
        { State: ObservationState.Failed or ObservationState.Complete } => 3,
        { Curve.Count: > 0 } when double.IsFinite(o.Curve[^1]) => 1,
        { State: ObservationState.Running } => 2,
        _ => 3,
    };

    private static double Cost(Observation o) => Tier(o) switch { 0 => o.Value!.Value, 1 => o.Curve[^1], _ => double.PositiveInfinity };
}
