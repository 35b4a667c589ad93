using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Controllers;

/// <summary>The usual predicates; additions and deletions always pass, predicates judge changes.</summary>
public static class Predicates
{
    /// <summary>The specification changed (types with a status subresource).</summary>
    public static bool GenerationChanged(IKubernetesObject<V1ObjectMeta> old, IKubernetesObject<V1ObjectMeta> current) =>
        old.Metadata.Generation != current.Metadata.Generation;

    public static bool LabelsChanged(IKubernetesObject<V1ObjectMeta> old, IKubernetesObject<V1ObjectMeta> current) =>
        Differ(old.Metadata.Labels, current.Metadata.Labels);

    public static bool AnnotationsChanged(IKubernetesObject<V1ObjectMeta> old, IKubernetesObject<V1ObjectMeta> current) =>
        Differ(old.Metadata.Annotations, current.Metadata.Annotations);

    /// <summary>Deletion was asked for, or a finalizer came or went.</summary>
    public static bool DeletionChanged(IKubernetesObject<V1ObjectMeta> old, IKubernetesObject<V1ObjectMeta> current) =>
        old.Metadata.DeletionTimestamp != current.Metadata.DeletionTimestamp
        || !(old.Metadata.Finalizers ?? []).SequenceEqual(current.Metadata.Finalizers ?? []);

    public static bool ResourceVersionChanged(IKubernetesObject<V1ObjectMeta> old, IKubernetesObject<V1ObjectMeta> current) =>
        old.Metadata.ResourceVersion != current.Metadata.ResourceVersion;

    /// <summary>
    /// What a controller's own type is judged by unless it says otherwise: everything but the status. Types without a generation
    /// (ConfigMap, Secret) are looked at after every change.
    /// </summary>
    public static bool Default(IKubernetesObject<V1ObjectMeta> old, IKubernetesObject<V1ObjectMeta> current) =>
        (current.Metadata.Generation is null && ResourceVersionChanged(old, current))
        || old.Metadata.Uid != current.Metadata.Uid || GenerationChanged(old, current) || LabelsChanged(old, current)
        || AnnotationsChanged(old, current) || DeletionChanged(old, current);

    public static EntityPredicate<TEntity> Or<TEntity>(this EntityPredicate<TEntity> first, EntityPredicate<TEntity> second) =>
        (old, current) => first(old, current) || second(old, current);

    public static EntityPredicate<TEntity> And<TEntity>(this EntityPredicate<TEntity> first, EntityPredicate<TEntity> second) =>
        (old, current) => first(old, current) && second(old, current);

    public static EntityPredicate<TEntity> Not<TEntity>(EntityPredicate<TEntity> predicate) => (old, current) => !predicate(old, current);

    private static bool Differ(IDictionary<string, string>? a, IDictionary<string, string>? b) =>
        (a?.Count ?? 0) != (b?.Count ?? 0) || (a is not null && a.Any(p => b is null || !b.TryGetValue(p.Key, out var v) || v != p.Value));
}
