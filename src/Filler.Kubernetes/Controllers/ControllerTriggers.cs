using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Entities;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Filler.Kubernetes.Controllers;

/// <summary>Which changes in which caches put which keys into a controller's queue.</summary>
internal sealed class ControllerTriggers<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly List<Action<IServiceProvider, ControllerRunner<TEntity>>> watches = [];

    public EntityPredicate<TEntity> Own { get; set; } = Predicates.Default;

    public void Add<TWatched>(Func<TWatched, IEnumerable<NamespacedName>> map, EntityPredicate<TWatched> predicate)
        where TWatched : class, IKubernetesObject<V1ObjectMeta> =>
        watches.Add((provider, runner) => provider.GetRequiredService<Informer<TWatched>>().Subscribe(change =>
        {
            // A resync of the controller's own type covers everything that hangs on it.
            if (change.Type == EntityChangeType.Resync || !Passes(change, predicate))
                return;
            // An object that changed its owner concerns both.
            var keys = change.Old is { } old ? map(old).Union(map(change.Current)) : map(change.Current);
            foreach (var key in keys)
                runner.Enqueue(key);
        }));

    public void Connect(IServiceProvider provider, ControllerRunner<TEntity> runner)
    {
        provider.GetRequiredService<Informer<TEntity>>().Subscribe(change =>
        {
            if (change.Type == EntityChangeType.Deleted)
                runner.EnqueueDeleted(change.Current);
            else if (change.Type == EntityChangeType.Resync || Passes(change, Own))
                runner.Enqueue(NamespacedName.Of(change.Current));
        });
        watches.ForEach(watch => watch(provider, runner));
    }

    private static bool Passes<T>(EntityChange<T> change, EntityPredicate<T> predicate) =>
        change is not { Type: EntityChangeType.Modified, Old: { } old } || predicate(old, change.Current);
}
