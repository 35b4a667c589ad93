using Filler.Api;
using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Controllers;
using Filler.Kubernetes.Entities;
using Filler.Kubernetes.Events;
using Filler.Kubernetes.Finalizers;
using Filler.Operator.Configuration;
using Filler.Operator.Storage;
using Filler.Storage;
using k8s.Models;

namespace Filler.Operator.Studies;

/// <summary>What becomes of a deleted study's blobs, as its <c>storage.retention</c> says; only once none of its pods can write any more.</summary>
internal sealed class BlobsFinalizer(
    IKubernetesClient client, IEntityCache<Study> studies, IEntityCache<Trial> trials, IEntityCache<V1Pod> pods, IEventRecorder events, StudyStores stores, OperatorOptions options, TimeProvider time)
    : IEntityFinalizer<Study>
{
    /// <summary>A store that does not answer keeps no study for ever.</summary>
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(10);

    public async Task<ReconciliationResult<Study>> FinalizeAsync(Study entity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entity);
        // Where its blobs are, whatever an edit that was refused says.
        var (study, _) = AcceptedSections.Restore(entity);
        var storage = study.Spec.Storage;
        if (storage.Retention == Retentions.Keep || await stores.OfAsync(study, cancellationToken) is not { Address: var address } store) return Done(entity);
        if (store.Blobs is not { } blobs)
        {
            events.Publish(entity, "BlobsKept", $"{store.Closed}: its blobs stay in {address}", EventType.Warning);
            return Done(entity);
        }

        if (await EndPodsAsync(entity, cancellationToken)) return ReconciliationResult<Study>.Success(entity, TimeSpan.FromSeconds(1));
        try
        {
            await DeleteAsync(blobs, BlobLayout.StudyPrefix(entity), cancellationToken);
            if (storage.Retention == Retentions.DeleteAll)
            {
                foreach (var digest in Unshared(entity, address)) await DeleteAsync(blobs, BlobLayout.DatasetPrefix(digest), cancellationToken);
            }

            return Done(entity);
        }
        catch (Exception e) when (e is not OperationCanceledException && time.GetUtcNow() - new DateTimeOffset(entity.Metadata.DeletionTimestamp!.Value.ToUniversalTime(), TimeSpan.Zero) > GiveUp)
        {
            events.Publish(entity, "BlobsKept", $"blobs in {address} could not be deleted for {GiveUp.TotalMinutes:0} minutes and stay: {e.Message}", EventType.Warning);
            return Done(entity);
        }
    }

    /// <returns>Whether some are still there.</returns>
    private async Task<bool> EndPodsAsync(Study study, CancellationToken cancellationToken)
    {
        foreach (var trial in trials.OwnedBy(study.Metadata.Uid).Where(t => t.Metadata.DeletionTimestamp is null))
            await client.DeleteAsync<Trial>(NamespacedName.Of(trial), new DeletePreconditions(trial.Metadata.Uid), cancellationToken);
        var left = pods.WithLabel(Names.StudyUid, study.Metadata.Uid);
        foreach (var pod in left.Where(p => p.Metadata.DeletionTimestamp is null))
            await client.DeleteAsync<V1Pod>(NamespacedName.Of(pod), new DeletePreconditions(pod.Metadata.Uid), cancellationToken);
        return left.Count > 0;
    }

    private IEnumerable<string> Unshared(Study study, string address) =>
        (study.Status?.Datasets ?? []).Select(d => d.Digest).Except(
            studies.List().Where(s => s.Metadata.Uid != study.Metadata.Uid && StoreAddress.Of(AcceptedSections.Restore(s).Study.Spec.Storage, options.DefaultStore) == address)
                .SelectMany(s => s.Status?.Datasets ?? []).Select(d => d.Digest));

    private static async Task DeleteAsync(IBlobStore store, string prefix, CancellationToken cancellationToken)
    {
        foreach (var key in await store.ListAsync(prefix, cancellationToken)) await store.DeleteAsync(key, cancellationToken);
    }

    private static ReconciliationResult<Study> Done(Study study) => ReconciliationResult<Study>.Success(study);
}
