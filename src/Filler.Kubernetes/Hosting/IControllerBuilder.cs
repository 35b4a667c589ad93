using Filler.Kubernetes.Controllers;
using Filler.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Hosting;

/// <summary>What makes a controller look at its objects.</summary>
public interface IControllerBuilder<TEntity> : IOperatorBuilder
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Which changes of its own type count; <see cref="Predicates.Default"/> unless said.</summary>
    IControllerBuilder<TEntity> When(EntityPredicate<TEntity> predicate);

    /// <summary>Changes of objects whose controller reference names an object of its type, before or after the change.</summary>
    /// <param name="predicate">Which changes count; null: every new resource version.</param>
    IControllerBuilder<TEntity> Owns<TOwned>(EntityPredicate<TOwned>? predicate = null)
        where TOwned : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Changes of any other type, and the keys that they mean.</summary>
    IControllerBuilder<TEntity> Watches<TWatched>(Func<TWatched, IEnumerable<NamespacedName>> map, EntityPredicate<TWatched>? predicate = null)
        where TWatched : class, IKubernetesObject<V1ObjectMeta>;
}
