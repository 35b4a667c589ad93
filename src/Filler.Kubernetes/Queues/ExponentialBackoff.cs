namespace Filler.Kubernetes.Queues;

/// <summary>First delay, doubled with every further failure up to a cap: 5 ms, 10 ms, 20 ms, … 5 min by default.</summary>
public sealed record ExponentialBackoff(TimeSpan First, TimeSpan Cap)
{
    public static ExponentialBackoff Default { get; } = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMinutes(5));

    /// <param name="failures">Failures so far, 1 or more.</param>
    public TimeSpan Delay(int failures)
    {
        // 2^40 times any delay of a nanosecond or more is beyond every sensible cap, and still no overflow.
        var ticks = First.Ticks * Math.Pow(2, Math.Clamp(failures - 1, 0, 40));
        return ticks >= Cap.Ticks ? Cap : TimeSpan.FromTicks((long)ticks);
    }
}
