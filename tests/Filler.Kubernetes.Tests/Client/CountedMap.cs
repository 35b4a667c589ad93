using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Tests.Client;

/// <summary>A ConfigMap whose data must be a number, in a dialect of its own: an own type as the runtime sees it.</summary>
[KubernetesEntity(Group = "", ApiVersion = "v1", Kind = "ConfigMap", PluralName = "configmaps")]
internal sealed record CountedMap : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "v1";

    public string Kind { get; set; } = "ConfigMap";

    public V1ObjectMeta Metadata { get; set; } = new();

    public CountedData Data { get; init; } = new(0);

    internal sealed record CountedData([property: System.Text.Json.Serialization.JsonPropertyName("value")] int Count);
}
