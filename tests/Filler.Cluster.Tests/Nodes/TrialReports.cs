using Filler.Api;
using k8s;
using k8s.Models;

namespace Filler.Cluster.Tests.Nodes;

/// <summary>A worker's report to its own Trial.</summary>
internal static class TrialReports
{
    public static Task AliveAsync(IKubernetes client, V1Pod pod, Trial trial)
    {
        var report = new TrialReport { Attempt = trial.Status.Attempt, PodUid = pod.Uid(), Device = "cpu", Time = TimeProvider.System.GetUtcNow() };
        var patch = FillerJson.Serialize(new object[] { new { op = "add", path = "/status/report", value = report } });
        return client.CustomObjects.PatchNamespacedCustomObjectStatusAsync(
            new V1Patch(patch, V1Patch.PatchType.JsonPatch), ApiGroup.Name, ApiGroup.Version, pod.Namespace(), "trials", trial.Metadata.Name);
    }
}
