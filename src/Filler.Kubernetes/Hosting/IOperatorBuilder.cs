using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Controllers;
using Filler.Kubernetes.Finalizers;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Filler.Kubernetes.Hosting;

/// <summary>What an operator consists of.</summary>
public interface IOperatorBuilder
{
    IServiceCollection Services { get; }

    OperatorSettings Settings { get; }

    /// <summary>One controller a type. It is made anew, with the scope's services, for every reconciliation.</summary>
    IControllerBuilder<TEntity> AddController<TImplementation, TEntity>(Action<ControllerOptions>? configure = null)
        where TImplementation : class, IEntityController<TEntity>
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <param name="identifier">A qualified name such as <c>example.com/blobs</c>.</param>
    IOperatorBuilder AddFinalizer<TImplementation, TEntity>(string identifier)
        where TImplementation : class, IEntityFinalizer<TEntity>
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>A cache of a type (<see cref="IEntityCache{TEntity}"/>); controllers and watches add theirs, this also configures them.</summary>
    IOperatorBuilder AddInformer<TEntity>(Action<InformerOptions<TEntity>>? configure = null)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;
}
