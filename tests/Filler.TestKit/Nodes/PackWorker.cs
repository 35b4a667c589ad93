using System.Text.Json;
using Filler.Api;
using Filler.TestKit.Studies;
using k8s;
using k8s.Models;

namespace Filler.TestKit.Nodes;

/// <summary>In place of the worker of a pod that several trials share: keeps its part of docs/adr/0068-packs.md, and has each attempt's work done by somebody else.</summary>
/// <param name="client">Past any proxy: a worker has its own way to the API server.</param>
/// <param name="attempt">In place of an attempt's process: given the pod, the ordered trial, and what tells it to leave. Null from it: its end is told by nobody.</param>
public sealed class PackWorker(IKubernetes client, Func<V1Pod, Trial, CancellationToken, Task<ContainerEnd?>> attempt)
{
    private const string Seats = "filler.dev/seats";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static bool Serves(V1Pod pod) => pod.Metadata.Labels?.ContainsKey(Seats) == true;

    public async Task<ContainerEnd?> RunAsync(V1Pod pod, CancellationToken deleted)
    {
        var processes = new Dictionary<(int Number, int Attempt), Process>();
        while (!deleted.IsCancellationRequested)
        {
            var trials = await TrialsAsync(pod);
            foreach (var (metadata, status) in trials)
            {
                if (IsUnderWay(status) && OrderOf(metadata) is { } order && order.Status.Attempt == status.Attempt && !processes.ContainsKey((order.Spec.Number, status.Attempt)))
                    processes[(order.Spec.Number, status.Attempt)] = Start(pod, order, deleted);
            }

            foreach (var process in processes.Values)
            {
                var now = trials.FirstOrDefault(t => t.Metadata.Uid == process.Trial.Metadata.Uid);
                if (now.Status?.Stop is not null || now.Status?.Attempt != process.Trial.Status.Attempt || !IsUnderWay(now.Status)) await process.Told.CancelAsync();
            }

            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }

        await Task.WhenAll(processes.Values.Select(p => p.Work));
        return new ContainerEnd(WorkerExitCode.Stopped);
    }

    private Process Start(V1Pod pod, Trial trial, CancellationToken deleted)
    {
        var told = CancellationTokenSource.CreateLinkedTokenSource(deleted);
        return new Process(trial, told, Task.Run(() => WorkAsync(pod, trial, told.Token), CancellationToken.None));
    }

    private async Task WorkAsync(V1Pod pod, Trial trial, CancellationToken told)
    {
        if (await attempt(pod, trial, told) is not { } end) return;
        await FillerResources.EndAsync(client, trial, pod.Uid(), new ProcessEnd(end.ExitCode, end.Message.Length > 0 ? end.Message : ProcessEnd.NoWords, 1));
    }

    private async Task<List<(V1ObjectMeta Metadata, TrialStatus Status)>> TrialsAsync(V1Pod pod) =>
    [
        .. (await FillerResources.TrialsAsync(client, pod.Namespace(), $"{Packs.Label}={pod.Uid()}")).Select(t =>
            (KubernetesJson.Deserialize<V1ObjectMeta>(t["metadata"]!.ToJsonString()), t["status"]?.Deserialize<TrialStatus>(FillerJson.Options) ?? new TrialStatus())),
    ];

    private static Trial? OrderOf(V1ObjectMeta metadata) =>
        metadata.Annotations?.TryGetValue(Packs.Order, out var text) == true ? FillerJson.Deserialize<RunOrder>(text).Trial : null;

    private static bool IsUnderWay(TrialStatus status) => status.Phase == TrialPhase.Running && status.Exit?.Attempt != status.Attempt;

    private sealed record Process(Trial Trial, CancellationTokenSource Told, Task Work);
}
