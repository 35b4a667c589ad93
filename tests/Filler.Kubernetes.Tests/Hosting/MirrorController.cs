using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Controllers;
using Filler.Kubernetes.Entities;
using Filler.Kubernetes.Events;
using Filler.Kubernetes.Finalizers;
using k8s.Models;

namespace Filler.Kubernetes.Tests.Hosting;

/// <summary>Keeps a Secret of the same name and data beside every ConfigMap that is labelled <c>mirror=yes</c>.</summary>
internal sealed class MirrorController(IKubernetesClient client, IEntityCache<V1Secret> secrets, IEventRecorder events, MirrorLog log)
    : IEntityController<V1ConfigMap>, IEntityFinalizer<V1ConfigMap>
{
    public async Task<ReconciliationResult<V1ConfigMap>> ReconcileAsync(V1ConfigMap entity, CancellationToken cancellationToken)
    {
        log.Reconciled.AddOrUpdate(entity.Metadata.Name, 1, (_, n) => n + 1);
        if (log.FailuresLeft > 0)
        {
            log.FailuresLeft--;
            throw new InvalidOperationException("not yet");
        }
        if (secrets.Get(NamespacedName.Of(entity)) is not { } present || !present.StringDataEquals(entity.Data))
        {
            var secret = new V1Secret
            {
                Metadata = new V1ObjectMeta { Name = entity.Metadata.Name, NamespaceProperty = entity.Metadata.NamespaceProperty },
                Data = entity.Data?.ToDictionary(p => p.Key, p => System.Text.Encoding.UTF8.GetBytes(p.Value)),
            };
            secrets.Observe(await client.ApplyAsync(secret.ControlledBy(entity), cancellationToken));
            events.Publish(entity, "Mirrored", "a secret of the same data is kept");
        }
        return ReconciliationResult<V1ConfigMap>.Success(entity);
    }

    public Task<ReconciliationResult<V1ConfigMap>> FinalizeAsync(V1ConfigMap entity, CancellationToken cancellationToken)
    {
        log.Finalized.Add(entity.Metadata.Name);
        return Task.FromResult(ReconciliationResult<V1ConfigMap>.Success(entity));
    }

    public Task<ReconciliationResult<V1ConfigMap>> DeletedAsync(V1ConfigMap entity, CancellationToken cancellationToken)
    {
        log.Deleted.Add(entity.Metadata.Name);
        return Task.FromResult(ReconciliationResult<V1ConfigMap>.Success(entity));
    }
}
