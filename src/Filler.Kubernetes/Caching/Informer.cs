using System.Text.Json;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Entities;
using Filler.Kubernetes.Queues;
using Filler.Kubernetes.Telemetry;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Filler.Kubernetes.Caching;

/// <summary>
/// Keeps a cache of one type true: lists, then watches from there; lists again when the history is gone, and then tells of deletions that
/// nobody saw. Handlers are called one after the other on the informer's task; they only put keys into queues.
/// </summary>
internal sealed class Informer<TEntity>(
    IKubernetesClient client, InformerOptions<TEntity> options, TimeProvider time, Random jitter, ILogger<Informer<TEntity>> logger) : IInformer
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly ExponentialBackoff Backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));

    private readonly List<Action<EntityChange<TEntity>>> handlers = [];
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ListOptions selection = new(options.LabelSelector)
    {
        PageSize = options.PageSize,
        // One object that cannot be read must not keep all others from being seen.
        Unreadable = (name, e) => RuntimeLog.Unreadable(logger, EntityType.Of<TEntity>().Plural, name, e.Message),
    };

    private long resyncedAt;
    private TimeSpan resyncAfter;
    private volatile bool listAgain;

    public EntityStore<TEntity> Store { get; } = new(options.Labels, options.ApplyTrims);

    public Task Synced => synced.Task;

    public string Resource => EntityType.Of<TEntity>().Plural;

    /// <summary>To be called before <see cref="RunAsync"/>.</summary>
    public void Subscribe(Action<EntityChange<TEntity>> handler) => handlers.Add(handler);

    /// <summary>Runs until cancelled; no fault of the server ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? version = null;
        var failures = 0;
        PlanResync();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                version ??= await ListAsync(cancellationToken);
                version = await WatchAsync(version, () => failures = 0, cancellationToken);
                if (listAgain)
                {
                    (version, listAgain) = (null, false);
                    continue;
                }
                RuntimeTelemetry.WatchRestart(Resource, "ended");
                // A stream that ends at once, over and over, is a fault too: it is paused for like one.
                await PauseAsync(++failures, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (ApiException e) when (e.IsGone)
            {
                RuntimeLog.HistoryGone(logger, Resource);
                RuntimeTelemetry.WatchRestart(Resource, "gone");
                version = null;
                if (++failures > 1)
                    await PauseAsync(failures, cancellationToken);
            }
            catch (Exception e) when (e is ApiException or HttpRequestException or IOException or OperationCanceledException or JsonException)
            {
                RuntimeLog.WatchFailed(logger, Resource, e.Message);
                RuntimeTelemetry.WatchRestart(Resource, "failed");
                await PauseAsync(++failures, cancellationToken);
            }
        }
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var list = await client.ListAsync<TEntity>(options.Namespace, selection, cancellationToken);
        foreach (var change in Store.Replace(list.Items, list.ResourceVersion))
            Tell(change);
        synced.TrySetResult();
        return list.ResourceVersion;
    }

    private async Task<string> WatchAsync(string version, Action progressed, CancellationToken cancellationToken)
    {
        // The server ends it after the limit; a connection that died without a word is given up a little later.
        var limit = TimeSpan.FromSeconds(300 + (300 * NextJitter()));
        using var patience = new CancellationTokenSource(limit + TimeSpan.FromSeconds(30), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await using var resync = time.CreateTimer(_ => Resync(patience), null, NextResync(), TimeSpan.FromMinutes(1));
        try
        {
            await foreach (var item in client.WatchAsync<TEntity>(options.Namespace, version, selection, limit, either.Token))
            {
                progressed();
                if (item.Entity is { } entity && (item.Type == WatchEventType.Deleted ? Store.Remove(entity) : Store.Upsert(entity)) is { } change)
                    Tell(change);
                version = item.ResourceVersion;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // What came before the cut is known: go on from there.
            RuntimeLog.WatchCut(logger, Resource, e.Message);
        }
        return version;
    }

    private void Tell(EntityChange<TEntity> change)
    {
        lock (handlers)
        {
            foreach (var handler in handlers)
                Tell(handler, change);
        }
    }

    private void Tell(Action<EntityChange<TEntity>> handler, EntityChange<TEntity> change)
    {
        try
        {
            handler(change);
        }
#pragma warning disable CA1031 // Mappings and predicates are the controllers' code; a fault in one must not stop the cache of all.
        catch (Exception e)
#pragma warning restore CA1031
        {
            RuntimeLog.HandlerFailed(logger, e, Resource, NamespacedName.Of(change.Current).ToString());
        }
    }

    private void PlanResync()
    {
        resyncedAt = time.GetTimestamp();
        resyncAfter = options.ResyncPeriod * (0.9 + (0.2 * NextJitter()));
    }

    private TimeSpan NextResync()
    {
        var left = resyncAfter - time.GetElapsedTime(resyncedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Everything is looked at again, and listed again too: an event that a server forgot to send is made good then.</summary>
    private void Resync(CancellationTokenSource watch)
    {
        if (NextResync() > TimeSpan.Zero)
            return;
        PlanResync();
        listAgain = true;
        watch.Cancel();
        foreach (var entity in Store.List())
            Tell(new EntityChange<TEntity>(EntityChangeType.Resync, entity, entity));
    }

    private async Task PauseAsync(int failures, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Backoff.Delay(failures) * (0.5 + (0.5 * NextJitter())), time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The loop sees it.
        }
    }

    private double NextJitter()
    {
        lock (jitter)
            return jitter.NextDouble();
    }
}
