using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Entities;

/// <summary>Owner references as the garbage collector and <c>Owns</c> read them.</summary>
public static class OwnerReferences
{
    /// <summary>Makes <paramref name="owner"/> the one controller of <paramref name="owned"/>, deleted before it in a foreground deletion.</summary>
    /// <exception cref="InvalidOperationException">Another controller owns it, or the two are in different namespaces.</exception>
    public static TOwned ControlledBy<TOwned>(this TOwned owned, IKubernetesObject<V1ObjectMeta> owner)
        where TOwned : IKubernetesObject<V1ObjectMeta>
    {
        if (owner.Metadata.NamespaceProperty is { } space && owned.Metadata.NamespaceProperty != space)
            throw new InvalidOperationException(
                $"{owned.Kind} {NamespacedName.Of(owned)} cannot be owned by {owner.Kind} {NamespacedName.Of(owner)}: owner and owned share a namespace");
        var others = owned.Metadata.OwnerReferences ?? [];
        if (others.FirstOrDefault(r => r.Controller == true && r.Uid != owner.Metadata.Uid) is { } other)
            throw new InvalidOperationException($"{owned.Kind} {NamespacedName.Of(owned)} is owned by {other.Kind} {other.Name} already");
        owned.Metadata.OwnerReferences =
        [
            .. others.Where(r => r.Uid != owner.Metadata.Uid),
            new V1OwnerReference
            {
                ApiVersion = owner.ApiVersion, Kind = owner.Kind, Name = owner.Metadata.Name, Uid = owner.Metadata.Uid,
                Controller = true, BlockOwnerDeletion = true,
            },
        ];
        return owned;
    }

    /// <summary>The controller among the owners; null when there is none.</summary>
    public static V1OwnerReference? ControllerOf(IKubernetesObject<V1ObjectMeta> entity) =>
        entity.Metadata.OwnerReferences?.FirstOrDefault(r => r.Controller == true);
}
