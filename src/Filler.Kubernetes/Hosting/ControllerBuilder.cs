using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Controllers;
using Filler.Kubernetes.Entities;
using Filler.Kubernetes.Finalizers;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Filler.Kubernetes.Hosting;

/// <summary>Goes on with the operator's builder, and adds triggers to one controller.</summary>
internal sealed class ControllerBuilder<TEntity>(OperatorBuilder builder, ControllerTriggers<TEntity> triggers) : IControllerBuilder<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    public IServiceCollection Services => builder.Services;

    public OperatorSettings Settings => builder.Settings;

    public IControllerBuilder<TEntity> When(EntityPredicate<TEntity> predicate)
    {
        triggers.Own = predicate;
        return this;
    }

    public IControllerBuilder<TEntity> Owns<TOwned>(EntityPredicate<TOwned>? predicate = null)
        where TOwned : class, IKubernetesObject<V1ObjectMeta> => Watches(Owner, predicate);

    public IControllerBuilder<TEntity> Watches<TWatched>(Func<TWatched, IEnumerable<NamespacedName>> map, EntityPredicate<TWatched>? predicate = null)
        where TWatched : class, IKubernetesObject<V1ObjectMeta>
    {
        builder.AddInformer<TWatched>();
        triggers.Add(map, predicate ?? Predicates.ResourceVersionChanged);
        return this;
    }

    public IControllerBuilder<TOther> AddController<TImplementation, TOther>(Action<ControllerOptions>? configure = null)
        where TImplementation : class, IEntityController<TOther>
        where TOther : class, IKubernetesObject<V1ObjectMeta> => builder.AddController<TImplementation, TOther>(configure);

    public IOperatorBuilder AddFinalizer<TImplementation, TOther>(string identifier)
        where TImplementation : class, IEntityFinalizer<TOther>
        where TOther : class, IKubernetesObject<V1ObjectMeta> => builder.AddFinalizer<TImplementation, TOther>(identifier);

    public IOperatorBuilder AddInformer<TOther>(Action<InformerOptions<TOther>>? configure = null)
        where TOther : class, IKubernetesObject<V1ObjectMeta> => builder.AddInformer(configure);

    private static IEnumerable<NamespacedName> Owner<TOwned>(TOwned owned)
        where TOwned : class, IKubernetesObject<V1ObjectMeta>
    {
        var type = EntityType.Of<TEntity>();
        // Versions of one kind are one type; the group is what tells kinds of the same name apart.
        if (OwnerReferences.ControllerOf(owned) is { } owner && owner.Kind == type.Kind && Group(owner.ApiVersion) == type.Group)
            yield return new NamespacedName(owned.Metadata.NamespaceProperty, owner.Name);
    }

    private static string Group(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion[..apiVersion.IndexOf('/', StringComparison.Ordinal)] : "";
}
