namespace Filler.Training;

/// <summary>How often a state is worth writing, where epochs are shorter than that.</summary>
/// <remarks>
/// Its digest and its way to the disk take some 1.5 ns of a processor for each byte, 1 ms at least, which another trial may want: they are held to 2 % of the
/// time. Yet no more than five seconds of epochs are ever at stake, so that epochs of five seconds and more are written one by one.
/// </remarks>
internal static class CheckpointPace
{
    private const double Share = 0.02;
    private const double SecondsPerByte = 1.5e-9;
    private const double SecondsPerWrite = 1e-3;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <returns>The least time from the beginning of one write to that of the next.</returns>
    public static TimeSpan Pause(long bytes) =>
        TimeSpan.FromSeconds(Math.Min(Most.TotalSeconds, (SecondsPerWrite + (bytes * SecondsPerByte)) / Share));
}
