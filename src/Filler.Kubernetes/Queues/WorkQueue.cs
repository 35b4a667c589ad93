using System.Threading.Channels;
using Filler.Kubernetes.Telemetry;

namespace Filler.Kubernetes.Queues;

/// <summary>
/// Keys that want attention. A key waits at most once and is never given to two workers at a time; a key added while it is worked on comes
/// once more after <see cref="Done"/>. Of several wishes for one key the earliest time wins. Time is monotonic.
/// </summary>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Channel<TKey> ready = Channel.CreateUnbounded<TKey>();
    private readonly Dictionary<TKey, Entry> entries = [];
    private readonly Dictionary<TKey, int> failures = [];
    private readonly PriorityQueue<(TKey Key, Entry Entry, TimeSpan At), TimeSpan> delayed = new();
    private readonly string name;
    private readonly ExponentialBackoff backoff;
    private readonly TokenBucket retries;
    private readonly TimeProvider time;
    private readonly long start;
    private readonly ITimer timer;
    private bool closed;

    public WorkQueue(string name, ExponentialBackoff backoff, TokenBucket retries, TimeProvider time)
    {
        this.name = name;
        this.backoff = backoff;
        this.retries = retries;
        this.time = time;
        start = time.GetTimestamp();
        timer = time.CreateTimer(_ => Promote(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private enum Place
    {
        Idle,
        Delayed,
        Ready,
    }

    /// <summary>Keys that are ready and not taken.</summary>
    public int Depth => ready.Reader.Count;

    /// <summary>Ready now.</summary>
    public void Add(TKey key) => AddAfter(key, TimeSpan.Zero);

    /// <summary>Ready after <paramref name="delay"/>, unless it is sooner anyway.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (gate)
        {
            if (closed)
                return;
            var at = Now() + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero);
            if (!entries.TryGetValue(key, out var entry))
                entries[key] = entry = new Entry();
            if (entry.Place == Place.Ready || (entry.Place == Place.Delayed && entry.At <= at))
                return;
            entry.At = at;
            if (at > Now())
            {
                entry.Place = Place.Delayed;
                delayed.Enqueue((key, entry, at), at);
                Arm();
            }
            else
            {
                MakeReady(key, entry);
            }
        }
    }

    /// <summary>After a failure: ready after the key's own back-off and the queue's overall limit of retries.</summary>
    public void AddRateLimited(TKey key)
    {
        int count;
        lock (gate)
            failures[key] = count = failures.GetValueOrDefault(key) + 1;
        RuntimeTelemetry.Retry(name);
        var own = backoff.Delay(count);
        var overall = retries.Reserve();
        AddAfter(key, own > overall ? own : overall);
    }

    /// <summary>The key's failures are forgiven.</summary>
    public void Forget(TKey key)
    {
        lock (gate)
            failures.Remove(key);
    }

    public int Failures(TKey key)
    {
        lock (gate)
            return failures.GetValueOrDefault(key);
    }

    /// <summary>The next key, which is the caller's until <see cref="Done"/>.</summary>
    /// <returns>False when the queue is shut down.</returns>
    public async ValueTask<(bool Taken, TKey Key)> TakeAsync(CancellationToken cancellationToken)
    {
        while (await ready.Reader.WaitToReadAsync(cancellationToken))
        {
            lock (gate)
            {
                if (closed)
                    break;
                if (!ready.Reader.TryRead(out var key))
                    continue;
                var entry = entries[key];
                entry.Place = Place.Idle;
                entry.Working = true;
                RuntimeTelemetry.QueueDepth(name, -1);
                RuntimeTelemetry.QueueWait(name, Now() - entry.At);
                return (true, key);
            }
        }
        return (false, default!);
    }

    /// <summary>The key may be given to a worker again.</summary>
    public void Done(TKey key)
    {
        lock (gate)
        {
            var entry = entries[key];
            entry.Working = false;
            if (entry.Place == Place.Idle)
                entries.Remove(key);
            else if (entry.Place == Place.Ready)
                Publish(key);
        }
    }

    /// <summary>Takes no more keys and gives none out; what waited is dropped, for the next leader finds it by listing.</summary>
    public void ShutDown()
    {
        lock (gate)
        {
            if (closed)
                return;
            closed = true;
            RuntimeTelemetry.QueueDepth(name, -ready.Reader.Count);
            delayed.Clear();
            ready.Writer.Complete();
        }
    }

    public void Dispose()
    {
        ShutDown();
        timer.Dispose();
    }

    private TimeSpan Now() => time.GetElapsedTime(start);

    private void MakeReady(TKey key, Entry entry)
    {
        entry.Place = Place.Ready;
        // While it is worked on it only remembers that it is wanted: Done publishes it.
        if (!entry.Working)
            Publish(key);
    }

    private void Publish(TKey key)
    {
        if (ready.Writer.TryWrite(key))
            RuntimeTelemetry.QueueDepth(name, 1);
    }

    private void Promote()
    {
        lock (gate)
        {
            while (!closed && delayed.TryPeek(out var first, out var at) && at <= Now())
            {
                delayed.Dequeue();
                // An entry that moved meanwhile left its old place in the heap behind.
                if (first.Entry.Place == Place.Delayed && first.Entry.At == first.At)
                    MakeReady(first.Key, first.Entry);
            }
            Arm();
        }
    }

    private void Arm()
    {
        if (!closed && delayed.TryPeek(out _, out var at))
        {
            // Timers count whole milliseconds: rounded up, so that it is not too early.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (at - Now()).TotalMilliseconds)));
            timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Entry
    {
        public Place Place { get; set; }

        public bool Working { get; set; }

        public TimeSpan At { get; set; }
    }
}
