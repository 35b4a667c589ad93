using System.Collections.Concurrent;
using System.Diagnostics;
using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Entities;
using Filler.Kubernetes.Leadership;
using Filler.Kubernetes.Queues;
using Filler.Kubernetes.Telemetry;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Filler.Kubernetes.Controllers;

/// <summary>
/// One queue and its workers. Every trigger only adds a key; a worker reads the object by its key from the cache when its turn comes, so
/// that it sees the latest state, and no object is worked on twice at once.
/// </summary>
internal sealed class ControllerRunner<TEntity>(
    ControllerOptions options, IReconciler<TEntity> reconciler, IEntityCache<TEntity> cache, TimeProvider time, ILogger logger) : IControllerRunner
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ConcurrentDictionary<NamespacedName, TEntity> ended = new();
    // Exists only while this process leads: nothing that was queued before survives into the next term.
    private volatile WorkQueue<NamespacedName>? queue;
    private int active;

    public string Name => options.Name;

    public int Active => Volatile.Read(ref active);

    public void Enqueue(NamespacedName key) => queue?.Add(key);

    /// <summary>Remembers the last state of an object that is gone, for <see cref="IEntityController{TEntity}.DeletedAsync"/>.</summary>
    public void EnqueueDeleted(TEntity entity)
    {
        if (queue is not { } current)
            return;
        ended[NamespacedName.Of(entity)] = entity;
        current.Add(NamespacedName.Of(entity));
    }

    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        using var current = new WorkQueue<NamespacedName>(
            Name, options.Backoff, new TokenBucket(options.RetriesPerSecond, options.RetryBurst, time), time);
        queue = current;
        try
        {
            foreach (var entity in cache.List())
                current.Add(NamespacedName.Of(entity));
            await using var stopping = stop.Register(current.ShutDown);
            await using var aborting = abort.Register(current.ShutDown);
            await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => Task.Run(() => WorkAsync(current, abort), CancellationToken.None)));
        }
        finally
        {
            queue = null;
            ended.Clear();
        }
    }

    private async Task WorkAsync(WorkQueue<NamespacedName> current, CancellationToken abort)
    {
        while (await current.TakeAsync(CancellationToken.None) is (true, var key))
        {
            Interlocked.Increment(ref active);
            RuntimeTelemetry.Running(Name, 1);
            var start = time.GetTimestamp();
            var outcome = await ReconcileAsync(current, key, abort);
            RuntimeTelemetry.Reconciled(Name, outcome, time.GetElapsedTime(start));
            RuntimeTelemetry.Running(Name, -1);
            Interlocked.Decrement(ref active);
            current.Done(key);
        }
    }

    /// <returns>The outcome's word for figures. Never throws: an exception of a controller must not cost a worker.</returns>
    private async Task<string> ReconcileAsync(WorkQueue<NamespacedName> current, NamespacedName key, CancellationToken abort)
    {
        using var timeout = new CancellationTokenSource(options.ReconciliationTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, abort);
        using var activity = RuntimeTelemetry.Activities.StartActivity($"reconcile {EntityType.Of<TEntity>().Kind}");
        activity?.SetTag("k8s.namespace.name", key.Namespace).SetTag("k8s.object.name", key.Name).SetTag("controller", Name);
        using var scope = logger.BeginScope(new Dictionary<string, object?>
        {
            ["Controller"] = Name,
            ["Namespace"] = key.Namespace,
            ["Name"] = key.Name,
        });
        try
        {
            ReconciliationResult<TEntity>? result;
            if (cache.Get(key) is { } entity)
                result = await reconciler.ReconcileAsync(entity, either.Token);
            else if (ended.TryRemove(key, out var last))
                result = await reconciler.DeletedAsync(last, either.Token);
            else
                result = null;
            return Settle(current, key, result, activity);
        }
        catch (TerminalReconcileException e)
        {
            RuntimeLog.ReconcileTerminal(logger, e, Name, key.ToString(), e.Message);
            current.Forget(key);
            return Failed(activity, "terminal", e.Message);
        }
        catch (Exception) when (abort.IsCancellationRequested)
        {
            // Whoever leads next begins with every object.
            return "aborted";
        }
        catch (LeadershipLostException)
        {
            // A renewal that is late closes the fence for a moment, and leadership goes on: then nobody else will look at this object. Where it is lost
            // for good, the queue takes no more.
            current.AddRateLimited(key);
            return "aborted";
        }
#pragma warning disable CA1031 // Whatever a controller throws is a failure of this object alone.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var message = timeout.IsCancellationRequested ? $"took longer than {options.ReconciliationTimeout.TotalSeconds:0} s" : e.Message;
            current.AddRateLimited(key);
            RuntimeLog.ReconcileFailed(logger, e, Name, key.ToString(), message, current.Failures(key));
            return Failed(activity, "error", message);
        }
    }

    private string Settle(WorkQueue<NamespacedName> current, NamespacedName key, ReconciliationResult<TEntity>? result, Activity? activity)
    {
        switch (result)
        {
            case { IsFailure: true, RequeueAfter: { } after }:
                current.AddAfter(key, after);
                RuntimeLog.ReconcileFailed(logger, result.Error, Name, key.ToString(), result.ErrorMessage!, 1);
                return Failed(activity, "error", result.ErrorMessage!);
            case { IsFailure: true }:
                current.AddRateLimited(key);
                RuntimeLog.ReconcileFailed(logger, result.Error, Name, key.ToString(), result.ErrorMessage!, current.Failures(key));
                return Failed(activity, "error", result.ErrorMessage!);
            case { RequeueAfter: { } after }:
                current.Forget(key);
                current.AddAfter(key, after);
                return "requeue_after";
            default:
                current.Forget(key);
                return "success";
        }
    }

    private static string Failed(Activity? activity, string outcome, string message)
    {
        activity?.SetStatus(ActivityStatusCode.Error, message);
        return outcome;
    }
}
