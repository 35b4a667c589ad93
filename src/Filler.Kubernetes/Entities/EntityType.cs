using System.Reflection;
using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Entities;

/// <summary>Group, version, kind and plural of a type, and the addresses of its objects on the API server.</summary>
public sealed record EntityType(string Group, string Version, string Kind, string Plural)
{
    /// <summary><c>group/version</c>, or the version alone for the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <exception cref="ArgumentException">The type has no <see cref="KubernetesEntityAttribute"/>.</exception>
    public static EntityType Of<TEntity>()
        where TEntity : IKubernetesObject<V1ObjectMeta> => Cached<TEntity>.Value;

    /// <summary>All objects of a namespace; of all namespaces or of the cluster when it is null.</summary>
    public string CollectionPath(string? @namespace) =>
        (Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}")
        + (@namespace is null ? "" : $"/namespaces/{Uri.EscapeDataString(@namespace)}") + $"/{Plural}";

    public string ObjectPath(NamespacedName key, string? subresource = null) =>
        $"{CollectionPath(key.Namespace)}/{Uri.EscapeDataString(key.Name)}" + (subresource is null ? "" : $"/{subresource}");

    private static class Cached<TEntity>
    {
        public static readonly EntityType Value = typeof(TEntity).GetCustomAttribute<KubernetesEntityAttribute>() is { } a
            ? new EntityType(a.Group ?? "", a.ApiVersion, a.Kind, a.PluralName ?? a.Kind.ToLowerInvariant() + "s")
            : throw new ArgumentException($"{typeof(TEntity)} has no [KubernetesEntity] attribute: the API server's address of its objects is unknown");
    }
}
