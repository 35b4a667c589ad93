using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Filler.Cluster.Tests.Nodes;

/// <summary>What a kubelet, a scheduler and the controllers of a real cluster write into a pod's status, in their own words.</summary>
internal static class PodReports
{
    public const string Unschedulable = "0/3 nodes are available: 3 Insufficient nvidia.com/gpu.";
    public const string ImagePull = "Back-off pulling image \"worker:test\"";
    public const string Evicted = "The node was low on resource: memory. Container trial was using 3Gi, which exceeds its request of 1Gi.";

    /// <summary>The scheduler finds one: from then on only its node can say that the pod is gone.</summary>
    public static Task BindAsync(IKubernetes client, V1Pod pod) => client.CoreV1.CreateNamespacedPodBindingAsync(
        new V1Binding { Metadata = new V1ObjectMeta { Name = pod.Name() }, Target = new V1ObjectReference { ApiVersion = "v1", Kind = "Node", Name = "node-1" } }, pod.Name(), pod.Namespace());

    /// <summary>The scheduler finds no node.</summary>
    public static Task UnscheduledAsync(IKubernetes client, V1Pod pod) => SetAsync(client, pod, "Pending", conditions: [Condition("PodScheduled", "False", "Unschedulable", Unschedulable)]);

    /// <summary>The kubelet does not get the image.</summary>
    public static Task PullFailedAsync(IKubernetes client, V1Pod pod) => SetAsync(client, pod, "Pending", state: new JsonObject
    {
        ["waiting"] = new JsonObject { ["reason"] = "ImagePullBackOff", ["message"] = ImagePull },
    });

    public static Task RunningAsync(IKubernetes client, V1Pod pod) => SetAsync(client, pod, "Running", conditions: [Condition("PodScheduled", "True", "", "")], state: new JsonObject
    {
        ["running"] = new JsonObject { ["startedAt"] = Now() },
    });

    /// <summary>The kubelet throws the pod out; its container leaves no word.</summary>
    public static Task EvictedAsync(IKubernetes client, V1Pod pod) => SetAsync(client, pod, "Failed", reason: "Evicted", message: Evicted);

    /// <summary>The scheduler makes room for a more important pod.</summary>
    public static Task PreemptAsync(IKubernetes client, V1Pod pod) => DisruptAsync(client, pod, "PreemptionByScheduler", "default-scheduler: preempting to accommodate a higher priority pod");

    /// <summary>Somebody drains the node.</summary>
    public static Task DrainAsync(IKubernetes client, V1Pod pod) => DisruptAsync(client, pod, "EvictionByEvictionAPI", "Eviction API: evicting");

    /// <summary>The node's own controller deletes the pods of a node that does not answer; nobody confirms.</summary>
    public static Task LoseNodeAsync(IKubernetes client, V1Pod pod) => DisruptAsync(client, pod, "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint");

    private static async Task DisruptAsync(IKubernetes client, V1Pod pod, string reason, string message)
    {
        await SetAsync(client, pod, "Running", conditions: [Condition("DisruptionTarget", "True", reason, message)]);
        await client.CoreV1.DeleteNamespacedPodAsync(pod.Name(), pod.Namespace());
    }

    private static Task<V1Pod> SetAsync(
        IKubernetes client, V1Pod pod, string phase, string? reason = null, string? message = null, JsonArray? conditions = null, JsonObject? state = null)
    {
        var status = new JsonObject { ["phase"] = phase, ["startTime"] = Now() };
        if (reason is not null) status["reason"] = reason;
        if (message is not null) status["message"] = message;
        if (conditions is not null) status["conditions"] = conditions;
        if (state is not null)
        {
            status["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = "trial",
                ["image"] = pod.Spec.Containers[0].Image,
                ["imageID"] = "",
                ["ready"] = false,
                ["restartCount"] = 0,
                ["state"] = state,
            });
        }

        var patch = new V1Patch(new JsonObject { ["status"] = status }.ToJsonString(), V1Patch.PatchType.MergePatch);
        return client.CoreV1.PatchNamespacedPodStatusAsync(patch, pod.Name(), pod.Namespace());
    }

    private static JsonObject Condition(string type, string status, string reason, string message) => new()
    {
        ["type"] = type,
        ["status"] = status,
        ["reason"] = reason,
        ["message"] = message,
        ["lastTransitionTime"] = Now(),
    };

    private static string Now() => TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
