using Filler.Kubernetes.Controllers;
using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Finalizers;

/// <summary>Cleans up before an object goes. It may be called again after it succeeded: the process may die before that is recorded.</summary>
public interface IEntityFinalizer<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <returns>A success without <c>RequeueAfter</c> lets the object go; anything else keeps it and comes back.</returns>
    Task<ReconciliationResult<TEntity>> FinalizeAsync(TEntity entity, CancellationToken cancellationToken);
}
