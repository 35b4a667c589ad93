using Filler.Api;
using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Entities;
using Filler.Operator.Judging;
using Filler.Storage;
using Filler.Studies;
using k8s.Models;

namespace Filler.Operator.Studies;

/// <summary>What the pods of a study say, written into its trials as facts; and pods that have nothing left to do.</summary>
/// <param name="store">Null where only the study's own pods can open it.</param>
internal sealed class Attempts(Study study, TrialBook book, IBlobStore? store, IKubernetesClient client, IEntityCache<V1Pod> pods, TimeProvider time)
{
    /// <summary>Pods of ended attempts that stay for their logs; those of failed trials all do.</summary>
    private const int Kept = 10;

    private const string Started = "Started";

    private readonly double gpus = GpuBudget.GpusPerTrial(study.Spec);

    /// <summary>The first trial whose pod cannot start.</summary>
    public (int Number, PodVerdict.Waiting Verdict)? Waiting { get; private set; }

    public async Task ObserveAsync(CancellationToken cancellationToken)
    {
        foreach (var trial in book.All.Where(t => TrialRecord.IsUnderWay(t.Status)).ToList())
        {
            switch (await JudgeAsync(trial, cancellationToken))
            {
                case PodVerdict.Ended ended:
                    await EndAsync(trial, ended, cancellationToken);
                    break;
                case PodVerdict.Waiting waiting:
                    Waiting ??= (trial.Spec.Number, waiting);
                    book.Change(trial.Spec.Number, s => Held(s, waiting));
                    break;
                case PodVerdict.Running when trial.Status.Conditions.Count > 0:
                    book.Change(trial.Spec.Number, s => s with { Conditions = [] });
                    break;
            }
        }
    }

    /// <summary>Ends pods that were told to leave or are no longer needed, each by its uid: never a later one of that name.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var over = new List<(int Number, V1Pod Pod)>();
        foreach (var pod in pods.WithLabel(Names.StudyUid, study.Metadata.Uid).Where(p => p.Metadata.DeletionTimestamp is null))
        {
            if (!int.TryParse(pod.Metadata.Labels.TryGetValue(Names.Trial, out var n) ? n : "", out var number) || !book.Has(number)) continue;
            var status = book[number].Status;
            var current = pod.Metadata.Name == Names.Pod(book[number].Metadata.Name, status.Attempt) && TrialRecord.IsUnderWay(status);
            if (current ? status.Stop is not null : pod.Status?.Phase is not ("Succeeded" or "Failed")) await DeleteAsync(pod, cancellationToken);
            else if (!current && status.Phase != TrialPhase.Failed) over.Add((number, pod));
        }

        foreach (var (_, pod) in over.OrderByDescending(o => o.Number).Skip(Kept)) await DeleteAsync(pod, cancellationToken);
    }

    private async Task<PodVerdict> JudgeAsync(Trial trial, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(trial.Metadata.NamespaceProperty, Names.Pod(trial.Metadata.Name, trial.Status.Attempt));
        // A cache may lag: only the server can say that a pod is not there.
        var pod = pods.Get(key) ?? await client.GetAsync<V1Pod>(key, cancellationToken);
        var stopAsked = trial.Status.Stop is not null;
        return pod is null ? PodJudgement.Missing(stopAsked)
            : PodJudgement.Of(pod, stopAsked, TimeSpan.FromSeconds(study.Spec.Trial.StartDeadlineSeconds), time.GetUtcNow());
    }

    private async Task EndAsync(Trial trial, PodVerdict.Ended ended, CancellationToken cancellationToken)
    {
        // Finished work is never lost, however its pod ended: a report can be lost after the work is done.
        var result = ended.Kind is ExitKind.UserError or ExitKind.Diverged or ExitKind.NotStarted || store is null
            ? null
            : await TrialResults.FindAsync(store, trial, cancellationToken);
        result ??= ended.Kind == ExitKind.Succeeded ? TrialResults.FromLastWords(ended.LastWords, trial, ended.Seconds) : null;
        var message = ended.Kind == ExitKind.Succeeded && result is null ? "the pod succeeded, but its store holds no result" : ended.Message;
        book.Change(trial.Spec.Number, s => TrialRecord.Exit(s, new AttemptExit(s.Attempt, ended.Kind, message), result, gpus * ended.Seconds) is { } exited
            ? exited with { Conditions = [] }
            : null);
    }

    private TrialStatus? Held(TrialStatus status, PodVerdict.Waiting waiting) =>
        status.Conditions is [{ Type: Started } known] && known.Reason == waiting.Reason && known.Message == waiting.Message
            ? null
            : status with
            {
                Conditions =
                [
                    new V1Condition
                    {
                        Type = Started, Status = "False", Reason = waiting.Reason, Message = waiting.Message,
                        LastTransitionTime = status.Conditions is [{ } before] ? before.LastTransitionTime : time.GetUtcNow().UtcDateTime,
                    },
                ],
            };

    private async Task DeleteAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync<V1Pod>(NamespacedName.Of(pod), new DeletePreconditions(pod.Metadata.Uid), cancellationToken);
        }
        catch (ApiException e) when (e.IsConflict)
        {
            // Another pod has the name by now: the next look at the study sees it.
        }
    }
}
