using Filler.Kubernetes.Entities;
using k8s.Models;

namespace Filler.Operator;

/// <summary>Whose study a pod's change concerns.</summary>
internal static class Mapping
{
    public static IEnumerable<NamespacedName> ToStudy(V1Pod pod) =>
        pod.Metadata.Labels is { } labels && labels.TryGetValue(Names.Study, out var study) ? [new NamespacedName(pod.Metadata.NamespaceProperty, study)] : [];
}
