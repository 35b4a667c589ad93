using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Entities;

/// <summary>The key of an object within its type. <see cref="Namespace"/> is null for objects of the whole cluster.</summary>
public readonly record struct NamespacedName(string? Namespace, string Name)
{
    public static NamespacedName Of(IKubernetesObject<V1ObjectMeta> entity) => new(entity.Metadata.NamespaceProperty, entity.Metadata.Name);

    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}
