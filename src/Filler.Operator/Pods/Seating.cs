namespace Filler.Operator.Pods;

/// <summary>Which attempt goes into which pack. Pure.</summary>
internal static class Seating
{
    /// <param name="attempts">How many want a seat.</param>
    /// <param name="free">Free seats of each pack that is there.</param>
    /// <param name="seats">Of a new one.</param>
    /// <returns>For each attempt the index of its pack, the fullest first, so that packs empty towards a study's end; from the number of packs on: as many new ones as it takes.</returns>
    public static IReadOnlyList<int> Of(int attempts, IReadOnlyList<int> free, int seats) =>
    [
        .. Enumerable.Range(0, free.Count).OrderBy(p => free[p]).SelectMany(p => Enumerable.Repeat(p, free[p]))
            .Concat(Enumerable.Range(0, attempts).Select(i => free.Count + (i / seats)))
            .Take(attempts),
    ];
}
