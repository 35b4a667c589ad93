using Filler.Kubernetes.Client;

namespace Filler.Kubernetes.Leadership;

/// <summary>Open while the lease was renewed within its deadline, by the monotonic clock: it closes itself even if no timer runs.</summary>
internal sealed class LeaseFence(TimeProvider time) : IWriteFence
{
    private readonly Lock gate = new();
    private long renewedAt;
    private TimeSpan? validFor;

    public bool IsOpen
    {
        get
        {
            lock (gate)
                return validFor is { } limit && time.GetElapsedTime(renewedAt) < limit;
        }
    }

    public void ThrowIfClosed()
    {
        if (!IsOpen)
            throw new LeadershipLostException("this process does not lead: the lease was not renewed in time");
    }

    public void Open(long since, TimeSpan limit)
    {
        lock (gate)
            (renewedAt, validFor) = (since, limit);
    }

    public void Close()
    {
        lock (gate)
            validFor = null;
    }
}
