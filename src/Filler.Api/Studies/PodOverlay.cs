using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Filler.Api;

/// <summary>A pod template as in <c>core/v1</c>, bounded to what a trial may ask for (docs/adr/0045-a-bounded-overlay.md).</summary>
public sealed record PodOverlay
{
    [Description("Labels and annotations added to the pods, such as the queue that admits them.")]
    public PodOverlayMetadata Metadata { get; init; } = new();

    [Description("A PodSpec as in Kubernetes, merged strategically: lists of named things by name, and the container named trial over the worker's own. Allowed: affinity, containers, dnsConfig, dnsPolicy, enableServiceLinks, imagePullSecrets, initContainers, nodeSelector, preemptionPolicy, priorityClassName, resourceClaims, runtimeClassName, schedulerName, schedulingGates, securityContext, serviceAccountName, tolerations, topologySpreadConstraints, volumes (configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret). Whatever the restricted pod security standard forbids is refused.")]
    public JsonObject? Spec { get; init; }
}

public sealed record PodOverlayMetadata
{
    [Description("Added labels; those of filler.dev and app.kubernetes.io/managed-by are the operator's.")]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    [Description("Added annotations; those of filler.dev are the operator's.")]
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
