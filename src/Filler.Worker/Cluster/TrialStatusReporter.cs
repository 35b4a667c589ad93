using System.Threading.Channels;
using Filler.Api;

namespace Filler.Worker.Cluster;

/// <summary>
/// Reports to the Trial's status: at most one write in <see cref="Interval"/>, and the last one. Training never waits for it, and goes on whatever
/// becomes of a report; the result is in the store.
/// </summary>
internal sealed class TrialStatusReporter : IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>How often a worker shows that it lives when it has nothing else to say.</summary>
    public static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    /// <summary>How long the last report is tried: well within a pod's grace period.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    // Longer than an operator takes from the creation of a pod to the Trial's status that names its attempt.
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(30);

    // Shorter than an operator doubts a silence: after the API server was away, nobody counts as hung who is not.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ReportTarget target;
    private readonly TrialProgress progress;
    private readonly ITrialStatusClient client;
    private readonly TextWriter log;
    private readonly TimeProvider time;
    private readonly Action<string> superseded;
    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource farewell = new();
    private readonly Task loop;
    private int written;
    private long writtenAt;
    private long? refusedSince;
    private bool gone;
    private string? trouble;

    /// <param name="superseded">Called once, with the reason, when this attempt turns out not to be the Trial's any more.</param>
    public TrialStatusReporter(
        ReportTarget target, TrialProgress progress, ITrialStatusClient client, TextWriter log, TimeProvider time, Action<string> superseded)
    {
        (this.target, this.progress, this.client, this.log, this.time, this.superseded) = (target, progress, client, log, time, superseded);
        writtenAt = time.GetTimestamp();
        loop = Task.Run(LoopAsync);
    }

    /// <summary>Takes the news; from any thread, at once.</summary>
    public void Hear(WorkerEvent report)
    {
        var alive = report is WorkerAlive && time.GetElapsedTime(Volatile.Read(ref writtenAt)) >= SignOfLife;
        if (progress.Hear(report) || alive) news.Writer.TryWrite(true);
    }

    /// <summary>Writes what has not been written; returns when it is, or when <see cref="Farewell"/> is over.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = time.CreateTimer(_ => farewell.Cancel(), null, Farewell, Timeout.InfiniteTimeSpan);
        ending.TrySetResult();
        news.Writer.TryComplete();
        await loop;
        for (var pause = TimeSpan.FromMilliseconds(200); !gone && progress.Now.Version != written && !await WriteAsync(); pause *= 2)
        {
            if (farewell.IsCancellationRequested) break;
            await Task.WhenAny(Task.Delay(pause, time), Task.Delay(Timeout.InfiniteTimeSpan, time, farewell.Token));
        }

        farewell.Dispose();
    }

    private async Task LoopAsync()
    {
        var pause = Interval;
        while (!gone && await news.Reader.WaitToReadAsync() && !ending.Task.IsCompleted)
        {
            news.Reader.TryRead(out _);
            if (await WriteAsync())
            {
                pause = Interval;
            }
            else
            {
                news.Writer.TryWrite(true);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }

            await Task.WhenAny(ending.Task, Task.Delay(pause, time));
        }
    }

    private async Task<bool> WriteAsync()
    {
        var standing = progress.Now;
        switch (await client.PatchAsync(TrialStatusPatch.Of(target, standing, time.GetUtcNow()), farewell.Token))
        {
            case ReportOutcome.Written:
                written = standing.Version;
                Volatile.Write(ref writtenAt, time.GetTimestamp());
                refusedSince = null;
                if (trouble is not null) log.WriteLine("worker: reports to the Trial's status arrive again");
                trouble = null;
                return true;
            case ReportOutcome.Refused { Reason: var reason }:
                Say(reason);
                refusedSince ??= time.GetTimestamp();
                gone = time.GetElapsedTime(refusedSince.Value) >= Doubt;
                if (gone) superseded(reason);
                return false;
            case ReportOutcome.Failed { Reason: var reason }:
                Say($"{reason}; training goes on, the result goes to the store");
                return false;
            case var outcome:
                throw new InvalidOperationException($"outcome {outcome.GetType().Name} is unknown");
        }
    }

    // Once for each trouble, not for each report.
    private void Say(string reason)
    {
        if (trouble == reason) return;
        trouble = reason;
        log.WriteLine($"worker: a report to the Trial's status did not arrive: {reason}");
    }
}
