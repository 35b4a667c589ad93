using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Controllers;

/// <summary>
/// Brings the world to what an object asks for. Called with the object as the cache has it, never twice at once for one object, and again
/// whenever anything about it may have changed: it looks at the state, not at what happened.
/// </summary>
public interface IEntityController<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <param name="entity">Shared with the cache: not to be changed.</param>
    /// <param name="cancellationToken">Leadership is lost, the time is up, or the operator stops and its grace is over.</param>
    Task<ReconciliationResult<TEntity>> ReconcileAsync(TEntity entity, CancellationToken cancellationToken);

    /// <summary>The object is gone. Best effort: not called for what went while nobody led; what must be cleaned up needs a finalizer.</summary>
    Task<ReconciliationResult<TEntity>> DeletedAsync(TEntity entity, CancellationToken cancellationToken) =>
        Task.FromResult(ReconciliationResult<TEntity>.Success(entity));
}
