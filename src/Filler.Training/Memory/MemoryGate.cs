namespace Filler.Training;

/// <summary>
/// Keeps processes that share a device's memory from running out of it together: one at a time is in its first steps, and the next begins where there is room for as
/// much as the largest of those before has taken (ADR 68).
/// </summary>
/// <param name="folder">That all of them share.</param>
public sealed class MemoryGate(string folder, TimeProvider time)
{
    /// <summary>How often whoever waits looks again, and shows that it lives.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until the first steps may begin.</summary>
    /// <param name="alive">Called each time that it looks again.</param>
    /// <returns>To be disposed when the memory is given back.</returns>
    /// <exception cref="OperationCanceledException">Told to stop while it waited.</exception>
    public MemorySeat Enter(IMemoryGauge gauge, Action alive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gauge);
        ArgumentNullException.ThrowIfNull(alive);
        var claims = new MemoryClaims(folder, gauge.Name);
        FileStream? first = null;
        Wait(() => (first = claims.TryBegin()) is not null, alive, cancellationToken);
        var seat = new MemorySeat(this, claims, gauge, first!);
        try
        {
            seat.AwaitRoom(alive, cancellationToken);
            return seat;
        }
        catch
        {
            seat.Dispose();
            throw;
        }
    }

    internal void Wait(Func<bool> holds, Action alive, CancellationToken cancellationToken)
    {
        while (!holds())
        {
            alive();
            // Training is synchronous, on a thread of its own.
            Task.Delay(Interval, time, cancellationToken).GetAwaiter().GetResult();
        }
    }
}
