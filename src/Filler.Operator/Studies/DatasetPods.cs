using Filler.Api;
using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Entities;
using Filler.Operator.Judging;
using Filler.Operator.Pods;
using Filler.Operator.Telemetry;
using k8s.Models;

namespace Filler.Operator.Studies;

/// <summary>The datasets of one study: each prepared once, by a pod of its own, before any trial that needs it.</summary>
internal sealed class DatasetPods(
    Study study, string store, WorkerPods builder, IKubernetesClient client, IEntityCache<V1Pod> pods, Patience patience, TimeProvider time)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, StudyDataset> ready = (study.Status?.Datasets ?? []).ToDictionary(d => d.Key);
    private readonly Dictionary<string, DatasetState> states = [];

    /// <summary>As the status lists them.</summary>
    public IReadOnlyList<StudyDataset> Ready => [.. ready.Values.TakeLast(StudyDataset.Most)];

    /// <summary>What was asked for in this reconciliation.</summary>
    public IReadOnlyCollection<DatasetState> States => states.Values;

    public async Task<DatasetState> AskAsync(DatasetSpec section, CancellationToken cancellationToken)
    {
        var wanted = StoredDataset.For(section, study.Spec, store);
        if (states.TryGetValue(wanted.Key, out var known)) return known;
        return states[wanted.Key] = ready.TryGetValue(wanted.Key, out var listed) ? new DatasetState.Ready(listed.Digest) : await LookAsync(wanted, cancellationToken);
    }

    /// <summary>
    /// Lists what an earlier reconciliation found ready and did not come to write down: a trial that has begun had its images. Asks for nothing anew.
    /// </summary>
    public void Recall(IEnumerable<Trial> begun)
    {
        foreach (var key in begun.Select(t => StoredDataset.For(t.Spec.Dataset, study.Spec, store).Key).Distinct().Where(k => !ready.ContainsKey(k)).ToList())
        {
            if (pods.Get(new NamespacedName(study.Metadata.NamespaceProperty, Names.DatasetPod(key))) is { } pod && DigestOf(pod) is { } message)
                ready[key] = new StudyDataset(key, message.Digest, message.Images);
        }
    }

    private DatasetReadyMessage? DigestOf(V1Pod pod) => Judge(pod) is PodVerdict.Ended { Kind: ExitKind.Succeeded } ended ? TerminationMessage.TryParse(ended.LastWords) as DatasetReadyMessage : null;

    private PodVerdict Judge(V1Pod pod) => PodJudgement.Of(pod, stopAsked: false, TimeSpan.Zero, patience.Stuck, time.GetUtcNow());

    private async Task<DatasetState> LookAsync(StoredDataset wanted, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(study.Metadata.NamespaceProperty, Names.DatasetPod(wanted.Key));
        if (pods.Get(key) is not { } pod)
        {
            using var start = StudyTraces.Start("start dataset", study, Names.DatasetPod(wanted.Key));
            (pod, _) = await client.CreateIfAbsentAsync(builder.Dataset(study, wanted, StudyTraces.ParentOfPod(study, start)), cancellationToken);
            pods.Observe(pod);
        }

        if (DigestOf(pod) is { } message)
        {
            StudyTraces.PodStarted(pod);
            ready[wanted.Key] = new StudyDataset(wanted.Key, message.Digest, message.Images);
            return new DatasetState.Ready(message.Digest);
        }

        switch (Judge(pod))
        {
            case PodVerdict.Ended { Kind: ExitKind.UserError } refused:
                return new DatasetState.Refused(refused.Message);
            case PodVerdict.Ended lost:
                await RetryAsync(pod, cancellationToken);
                return new DatasetState.Preparing("Retrying", $"pod {pod.Metadata.Name}: {(lost.Message.Length > 0 ? lost.Message : "it left without a digest")}");
            case PodVerdict.Waiting waiting:
                return new DatasetState.Preparing(waiting.Reason, $"pod {pod.Metadata.Name}: {waiting.Message}");
            default:
                return new DatasetState.Preparing("Preparing", $"pod {pod.Metadata.Name} prepares the images");
        }
    }

    // Its last words stay to be read for a while; then another pod of that name takes over what is in the store.
    private async Task RetryAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var end = pod.Status?.ContainerStatuses?.FirstOrDefault(c => c.Name == Names.Container)?.State?.Terminated?.FinishedAt ?? pod.Metadata.CreationTimestamp;
        if (end is { } at && time.GetUtcNow() - new DateTimeOffset(at.ToUniversalTime(), TimeSpan.Zero) < RetryAfter) return;
        await client.DeleteAsync<V1Pod>(NamespacedName.Of(pod), new DeletePreconditions(pod.Metadata.Uid), cancellationToken);
    }
}
