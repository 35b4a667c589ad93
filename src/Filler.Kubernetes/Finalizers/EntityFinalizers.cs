using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Controllers;
using Filler.Kubernetes.Hosting;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Filler.Kubernetes.Finalizers;

/// <summary>
/// Attaches finalizers and takes them away by merge patches of the metadata alone, bound to the resource version: a concurrent change is
/// neither lost nor answered with a whole stale object. Judged by the object's state, so that one already terminating at start is seen.
/// </summary>
internal sealed class EntityFinalizers<TEntity>(
    IEnumerable<FinalizerRegistration<TEntity>> registrations, IKubernetesClient client, IEntityCache<TEntity> cache, OperatorSettings settings)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly IReadOnlyList<FinalizerRegistration<TEntity>> registered = [.. registrations];

    /// <returns>The object with its finalizers; null when it went meanwhile.</returns>
    public async Task<TEntity?> AttachAsync(TEntity entity, CancellationToken cancellationToken)
    {
        if (!settings.AutoAttachFinalizers || registered.All(r => Has(entity.Metadata, r.Identifier)))
            return entity;
        var attached = await client.PatchMetadataAsync(
            entity,
            metadata =>
            {
                // The API server refuses new finalizers on an object that is being deleted.
                if (metadata.DeletionTimestamp is null)
                    metadata.Finalizers = [.. (metadata.Finalizers ?? []).Union(registered.Select(r => r.Identifier))];
                return metadata;
            },
            cancellationToken);
        if (attached is { Metadata.DeletionTimestamp: null })
            cache.Observe(attached);
        return attached is { Metadata.DeletionTimestamp: null } ? attached : null;
    }

    public async Task<ReconciliationResult<TEntity>> FinalizeAsync(TEntity entity, IServiceProvider services, CancellationToken cancellationToken)
    {
        var current = entity;
        foreach (var registration in registered.Where(r => Has(entity.Metadata, r.Identifier)))
        {
            var finalizer = (IEntityFinalizer<TEntity>)services.GetRequiredService(registration.Implementation);
            var result = await finalizer.FinalizeAsync(current, cancellationToken);
            if (result.IsFailure || result.RequeueAfter is not null)
                return result;
            if (!settings.AutoDetachFinalizers)
                continue;
            var detached = await client.PatchMetadataAsync(
                current,
                metadata =>
                {
                    metadata.Finalizers = [.. (metadata.Finalizers ?? []).Where(f => f != registration.Identifier)];
                    return metadata;
                },
                cancellationToken);
            if (detached is null)
                break;
            current = detached;
        }
        return ReconciliationResult<TEntity>.Success(current);
    }

    private static bool Has(V1ObjectMeta metadata, string identifier) => metadata.Finalizers?.Contains(identifier) == true;
}
