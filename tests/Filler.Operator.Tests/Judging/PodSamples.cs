using k8s.Models;

namespace Filler.Operator.Tests.Judging;

/// <summary>Pods as kubelets, schedulers and controllers leave them.</summary>
internal static class PodSamples
{
    public static readonly DateTimeOffset Created = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static V1Pod Fresh() => new()
    {
        Metadata = new V1ObjectMeta { Name = "s-0000-1", Uid = "u", CreationTimestamp = Created.UtcDateTime },
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "trial", Resources = new V1ResourceRequirements { Limits = new Dictionary<string, ResourceQuantity> { ["memory"] = new("2Gi") } } }] },
        Status = new V1PodStatus { Phase = "Pending", StartTime = Created.UtcDateTime },
    };

    public static V1Pod Exited(int code, string words = "", string reason = "Error")
    {
        var pod = Fresh();
        pod.Status.Phase = code == 0 ? "Succeeded" : "Failed";
        pod.Status.ContainerStatuses =
        [
            Container(new V1ContainerState
            {
                Terminated = new V1ContainerStateTerminated
                {
                    ExitCode = code, Reason = reason, Message = words, StartedAt = Created.UtcDateTime.AddSeconds(5), FinishedAt = Created.UtcDateTime.AddSeconds(65),
                },
            }),
        ];
        return pod;
    }

    public static V1Pod Running()
    {
        var pod = Fresh();
        pod.Status.Phase = "Running";
        pod.Status.ContainerStatuses = [Container(new V1ContainerState { Running = new V1ContainerStateRunning { StartedAt = Created.UtcDateTime } })];
        return pod;
    }

    public static V1Pod Waiting(string reason, string message)
    {
        var pod = Fresh();
        pod.Status.ContainerStatuses = [Container(new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = reason, Message = message } })];
        return pod;
    }

    public static V1Pod Evicted()
    {
        var pod = Fresh();
        (pod.Status.Phase, pod.Status.Reason, pod.Status.Message) = ("Failed", "Evicted", "The node was low on resource: memory.");
        return pod;
    }

    public static V1Pod With(this V1Pod pod, string condition, string status, string reason, string message)
    {
        pod.Status.Conditions = [new V1PodCondition { Type = condition, Status = status, Reason = reason, Message = message }];
        return pod;
    }

    public static V1Pod Deleted(this V1Pod pod, double secondsAfterCreation)
    {
        pod.Metadata.DeletionTimestamp = Created.UtcDateTime.AddSeconds(secondsAfterCreation);
        return pod;
    }

    private static V1ContainerStatus Container(V1ContainerState state) => new() { Name = "trial", Image = "worker", ImageID = "", Ready = false, RestartCount = 0, State = state };
}
