namespace Filler.Training;

/// <summary>A process's place on a device that it shares: first with the lock of the first steps, then with a claim to what they took.</summary>
public sealed class MemorySeat : IDisposable
{
    private readonly MemoryGate gate;
    private readonly MemoryClaims claims;
    private readonly IMemoryGauge gauge;
    private FileStream? first;
    private FileStream? claim;
    private Dictionary<string, long> beside = [];
    private long before;

    internal MemorySeat(MemoryGate gate, MemoryClaims claims, IMemoryGauge gauge, FileStream first) => (this.gate, this.claims, this.gauge, this.first) = (gate, claims, gauge, first);

    /// <summary>Bytes that the first steps took; null before they are done.</summary>
    public long? Taken { get; private set; }

    /// <summary>In its first steps, with others on the device: what does not fit now may fit when one of them has left.</summary>
    public bool IsCrowded => first is not null && claims.Others().Count > 0;

    /// <summary>The first steps are done: writes down what they took, and lets the next one in.</summary>
    public void Settle()
    {
        if (first is null) return;
        var now = claims.Others();
        var left = gauge.CountsEverybody ? beside.Where(b => !now.ContainsKey(b.Key)).Sum(b => b.Value) : 0;
        Taken = MemoryDecision.Taken(before, gauge.Peak(), left);
        claim = claims.Claim(Taken.Value);
        Release();
    }

    /// <summary>The first steps did not fit and everything is given back: waits until one of the others has left. Nobody else begins meanwhile.</summary>
    /// <exception cref="OperationCanceledException">Told to stop while it waited.</exception>
    public void GiveWay(Action alive, CancellationToken cancellationToken)
    {
        // Of those who were there when the try began: one may have left before this wait does.
        gate.Wait(() => claims.Others() is var now && beside.Keys.Any(k => !now.ContainsKey(k)), alive, cancellationToken);
        AwaitRoom(alive, cancellationToken);
    }

    /// <summary>Gives the place back, at whatever point.</summary>
    public void Dispose()
    {
        claim?.Dispose();
        claim = null;
        Release();
    }

    internal void AwaitRoom(Action alive, CancellationToken cancellationToken)
    {
        gate.Wait(() => MemoryDecision.Fits(gauge.Free(), (beside = claims.Others()).Values), alive, cancellationToken);
        before = gauge.Used();
    }

    private void Release()
    {
        first?.Dispose();
        first = null;
    }
}
