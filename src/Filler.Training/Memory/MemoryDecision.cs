namespace Filler.Training;

/// <summary>Who may begin beside others, and what the first steps have taken. Pure.</summary>
internal static class MemoryDecision
{
    // For what comes after the first steps: another shape of batch, a library's workspace, a heap in pieces.
    private const double Margin = 1.25;

    /// <param name="free">Bytes; null where nobody can tell, and then only the first steps themselves will.</param>
    /// <param name="claims">What the others have taken in their first steps.</param>
    public static bool Fits(long? free, IReadOnlyCollection<long> claims) => claims.Count == 0 || free is null || free >= claims.Max() * Margin;

    /// <summary>Bytes that the first steps have taken.</summary>
    /// <param name="before">In use before them.</param>
    /// <param name="peak">In use when it was most.</param>
    /// <param name="left">What those had taken who have left meanwhile, where they counted before.</param>
    public static long Taken(long before, long peak, long left) => Math.Max(0, peak - before + left);
}
