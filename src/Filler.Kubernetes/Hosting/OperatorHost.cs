using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Controllers;
using Filler.Kubernetes.Leadership;
using Filler.Kubernetes.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Filler.Kubernetes.Hosting;

/// <summary>
/// Runs everything in its order: informers from the start (so that a follower's caches are warm when it takes over), controllers while
/// this process leads; on a stop first the controllers end, then the lease is released, then the informers end.
/// </summary>
internal sealed class OperatorHost(
    IEnumerable<IInformer> informers,
    IEnumerable<IControllerRunner> controllers,
    LeaderLease? lease,
    OperatorState state,
    OperatorSettings settings,
    TimeProvider time,
    ILogger<OperatorHost> logger) : BackgroundService
{
    private readonly IReadOnlyList<IInformer> informers = [.. informers];
    private readonly IReadOnlyList<IControllerRunner> controllers = [.. controllers];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        state.Lease = lease;
        using var listening = new CancellationTokenSource();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var listeners = Task.WhenAll(informers.Select(i => Task.Run(() => ListenAsync(i, ending, listening.Token), CancellationToken.None)));
        try
        {
            await Task.WhenAll(informers.Select(i => i.Synced)).WaitAsync(ending.Token);
            state.CachesSynced = true;
            RuntimeLog.CachesFilled(logger, string.Join(", ", informers.Select(i => i.Resource)));
            if (lease is null)
                await WorkAsync(ending.Token, CancellationToken.None);
            else
                await lease.RunAsync(leadership => WorkAsync(ending.Token, leadership), ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Stopped before the caches were filled.
        }
        finally
        {
            await listening.CancelAsync();
            await listeners;
        }
    }

    /// <summary>A cache that is no longer kept true ends the process, which starts again, rather than let it decide from the past.</summary>
    private static async Task ListenAsync(IInformer informer, CancellationTokenSource ending, CancellationToken listening)
    {
        try
        {
            await informer.RunAsync(listening);
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
    }

    private async Task WorkAsync(CancellationToken stop, CancellationToken leadership)
    {
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(leadership);
        var work = Task.WhenAll(controllers.Select(c => c.RunAsync(stop, abort.Token)));
        // Without controllers there is still a lease to hold, for whoever asks who leads.
        if (controllers.Count == 0)
            work = Task.Delay(Timeout.InfiniteTimeSpan, time, CancellationTokenSource.CreateLinkedTokenSource(stop, abort.Token).Token)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var stopped = new TaskCompletionSource();
        await using var onStop = stop.Register(() => stopped.TrySetResult());
        await Task.WhenAny(work, stopped.Task);
        if (!work.IsCompleted)
        {
            using var drained = new CancellationTokenSource();
            await Task.WhenAny(work, Task.Delay(settings.GracefulShutdownTimeout, time, drained.Token));
            await drained.CancelAsync();
            if (!work.IsCompleted)
            {
                RuntimeLog.DrainTimedOut(logger, controllers.Sum(c => c.Active), settings.GracefulShutdownTimeout.TotalSeconds);
                await abort.CancelAsync();
            }
        }
        await work;
    }
}
