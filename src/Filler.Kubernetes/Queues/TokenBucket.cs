namespace Filler.Kubernetes.Queues;

/// <summary>At most <paramref name="burst"/> at once and <paramref name="perSecond"/> in the long run; who comes later is told how long to wait.</summary>
public sealed class TokenBucket(double perSecond, int burst, TimeProvider time)
{
    private readonly Lock gate = new();
    private double tokens = burst;
    private long updated = time.GetTimestamp();

    /// <summary>Takes a token, in advance if there is none yet.</summary>
    /// <returns>The time until it is there; zero when it is.</returns>
    public TimeSpan Reserve()
    {
        lock (gate)
        {
            Refill();
            tokens--;
            return tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-tokens / perSecond);
        }
    }

    /// <summary>Takes a token if there is one.</summary>
    public bool TryTake()
    {
        lock (gate)
        {
            Refill();
            if (tokens < 1)
                return false;
            tokens--;
            return true;
        }
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        tokens = Math.Min(burst, tokens + (perSecond * time.GetElapsedTime(updated, now).TotalSeconds));
        updated = now;
    }
}
