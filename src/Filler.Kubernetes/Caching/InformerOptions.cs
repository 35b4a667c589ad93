using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Caching;

/// <summary>What an informer of one type listens to and keeps.</summary>
public sealed class InformerOptions<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly List<Func<TEntity, TEntity>> trims = [WithoutManagedFields];

    /// <summary>Null: all namespaces. The default is the operator's.</summary>
    public string? Namespace { get; set; }

    /// <summary>Only objects that match; others are never transferred.</summary>
    public string? LabelSelector { get; set; }

    /// <summary>Objects a page of the listing.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>How often every object is looked at although nothing was heard of it, ±10 %.</summary>
    public TimeSpan ResyncPeriod { get; set; } = TimeSpan.FromHours(10);

    internal List<string> Labels { get; } = [];

    /// <summary>Objects can be found by this label's value.</summary>
    public InformerOptions<TEntity> IndexLabel(string label)
    {
        Labels.Add(label);
        return this;
    }

    /// <summary>What to keep of an object: return a smaller one. Managed fields are never kept.</summary>
    public InformerOptions<TEntity> Trim(Func<TEntity, TEntity> trim)
    {
        trims.Add(trim);
        return this;
    }

    internal TEntity ApplyTrims(TEntity entity) => trims.Aggregate(entity, (e, trim) => trim(e));

    private static TEntity WithoutManagedFields(TEntity entity)
    {
        entity.Metadata.ManagedFields = null;
        return entity;
    }
}
