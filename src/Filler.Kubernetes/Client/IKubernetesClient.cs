using Filler.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Client;

/// <summary>
/// Objects of any type with a <see cref="KubernetesEntityAttribute"/>. Every method throws <see cref="ApiException"/> for a refusal and
/// <see cref="HttpRequestException"/> when no answer came: the request may then have taken effect.
/// </summary>
public interface IKubernetesClient
{
    /// <returns>Null when there is no such object.</returns>
    Task<TEntity?> GetAsync<TEntity>(NamespacedName key, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>All pages. Null <paramref name="namespace"/>: all namespaces.</summary>
    Task<EntityList<TEntity>> ListAsync<TEntity>(string? @namespace, ListOptions? options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Changes after <paramref name="resourceVersion"/>, until the server ends the stream (after <paramref name="limit"/> at the latest).</summary>
    /// <exception cref="ApiException"><see cref="ApiException.IsGone"/>: the history is no more.</exception>
    IAsyncEnumerable<WatchEvent<TEntity>> WatchAsync<TEntity>(
        string? @namespace, string resourceVersion, ListOptions? options, TimeSpan limit, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <exception cref="ApiException"><see cref="ApiException.IsAlreadyExists"/>: the name is taken.</exception>
    Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Creates, or returns what has that name already: safe to repeat after a lost answer.</summary>
    Task<(TEntity Entity, bool Created)> CreateIfAbsentAsync<TEntity>(TEntity entity, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Server-side apply as the operator's field manager, with force: fields of others stay, the operator's own are as given.</summary>
    Task<TEntity> ApplyAsync<TEntity>(TEntity entity, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Any patch of the object or of one subresource (<c>status</c>).</summary>
    Task<TEntity> PatchAsync<TEntity>(NamespacedName key, EntityPatch patch, string? subresource, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>
    /// Brings the status to what <paramref name="status"/> makes of the object: one merge patch of the fields that differ, bound to the
    /// resource version; none when nothing differs. After a conflict the object is read again and the function asked again, five times.
    /// </summary>
    /// <param name="status">Pure: it is called again after a conflict. It leaves fields of other writers as they are.</param>
    /// <returns>The object as stored; null when it is gone.</returns>
    Task<TEntity?> PatchStatusAsync<TEntity>(TEntity entity, Func<TEntity, object?> status, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Changes metadata (labels, annotations, finalizers) in the same way as <see cref="PatchStatusAsync"/>.</summary>
    /// <param name="change">Returns the metadata wanted, or the argument itself.</param>
    Task<TEntity?> PatchMetadataAsync<TEntity>(TEntity entity, Func<V1ObjectMeta, V1ObjectMeta> change, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <returns>False when there was no such object.</returns>
    /// <exception cref="ApiException"><see cref="ApiException.IsConflict"/>: a precondition does not hold.</exception>
    Task<bool> DeleteAsync<TEntity>(NamespacedName key, DeletePreconditions? preconditions, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;
}
