using Microsoft.Extensions.Time.Testing;

namespace Filler.Kubernetes.Tests.Leadership;

/// <summary>A clock that knows how many loops wait for it: a test goes on when all are at rest, however long that takes on a busy machine.</summary>
/// <param name="period">What the loops wait for; timers of other lengths are patience with requests.</param>
internal sealed class ParkedTime(TimeSpan period) : FakeTimeProvider
{
    private int parked;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan repeat)
    {
        if (dueTime != period)
            return base.CreateTimer(callback, state, dueTime, repeat);
        Interlocked.Increment(ref parked);
        var place = new Place(this);
        place.Timer = base.CreateTimer(
            s =>
            {
                place.Leave();
                callback(s);
            },
            state, dueTime, repeat);
        return place;
    }

    /// <summary>Waits until so many loops wait for the clock.</summary>
    public Task SettleAsync(int loops) => Eventually.HoldsAsync(() => Volatile.Read(ref parked) == loops);

    private sealed class Place(ParkedTime time) : ITimer
    {
        private int left;

        public ITimer? Timer { get; set; }

        public void Leave()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                Interlocked.Decrement(ref time.parked);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Timer!.Change(dueTime, period);

        public void Dispose()
        {
            Leave();
            Timer?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
