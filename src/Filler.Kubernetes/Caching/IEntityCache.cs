using Filler.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Caching;

/// <summary>
/// The objects of one type as last heard of. Objects are shared and must not be changed: they are given out as they are, because a copy
/// of ten thousand would cost more than everything else. Lists are in order of name.
/// </summary>
public interface IEntityCache<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    TEntity? Get(NamespacedName key);

    IReadOnlyList<TEntity> List();

    /// <summary>Objects with an owner reference to that uid.</summary>
    IReadOnlyList<TEntity> OwnedBy(string uid);

    /// <summary>Objects that have that label; the label was named at <c>IndexLabel</c>.</summary>
    /// <exception cref="ArgumentException">The label has no index.</exception>
    IReadOnlyList<TEntity> WithLabel(string label, string value);

    /// <summary>
    /// Takes in an object that a write just returned, so that the next decision need not wait for the watch. Older than what is known, or
    /// deleted meanwhile: nothing happens. Handlers hear of it when the watch tells, as usual.
    /// </summary>
    void Observe(TEntity entity);
}
