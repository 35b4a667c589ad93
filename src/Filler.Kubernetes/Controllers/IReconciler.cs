using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Controllers;

/// <summary>What a worker does with an object: finalizers, then the controller, in a scope of their own.</summary>
internal interface IReconciler<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    Task<ReconciliationResult<TEntity>> ReconcileAsync(TEntity entity, CancellationToken cancellationToken);

    Task<ReconciliationResult<TEntity>> DeletedAsync(TEntity entity, CancellationToken cancellationToken);
}
