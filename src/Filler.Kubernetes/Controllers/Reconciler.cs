using Filler.Kubernetes.Finalizers;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Filler.Kubernetes.Controllers;

/// <summary>An object that lives gets its finalizers and is reconciled; one that is being deleted is finalized instead.</summary>
internal sealed class Reconciler<TController, TEntity>(IServiceScopeFactory scopes, EntityFinalizers<TEntity> finalizers) : IReconciler<TEntity>
    where TController : class, IEntityController<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    public async Task<ReconciliationResult<TEntity>> ReconcileAsync(TEntity entity, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (entity.Metadata.DeletionTimestamp is not null)
            return await finalizers.FinalizeAsync(entity, scope.ServiceProvider, cancellationToken);
        if (await finalizers.AttachAsync(entity, cancellationToken) is not { } attached)
            return ReconciliationResult<TEntity>.Success(entity);
        return await scope.ServiceProvider.GetRequiredService<TController>().ReconcileAsync(attached, cancellationToken);
    }

    public async Task<ReconciliationResult<TEntity>> DeletedAsync(TEntity entity, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TController>().DeletedAsync(entity, cancellationToken);
    }
}
