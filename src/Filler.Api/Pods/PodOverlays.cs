using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Filler.Api;

/// <summary>The template section as Kubernetes' own types.</summary>
public static class PodOverlays
{
    /// <returns>Every field that no PodSpec has, or whose value has another type; empty where it can be read.</returns>
    public static IReadOnlyList<ManifestProblem> CheckShape(JsonObject spec, string path) =>
        [.. StrictShape.Check(spec, typeof(V1PodSpec)).Where(p => !IsMissingContainerList(p)).Select(p => p with { Path = p.Path.Length == 0 ? path : $"{path}.{p.Path}" })];

    /// <returns>Null where there is none, or where it cannot be read: <see cref="CheckShape"/> says why.</returns>
    public static V1PodSpec? ReadSpec(PodOverlay? overlay)
    {
        if (overlay?.Spec is not { } spec) return null;
        try
        {
            return KubernetesJson.Deserialize<V1PodSpec>(spec.ToJsonString());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // An overlay may leave the containers as they are.
    private static bool IsMissingContainerList(ManifestProblem problem) => problem is { Path: "containers", Problem: "is missing" or "has no value" };
}
