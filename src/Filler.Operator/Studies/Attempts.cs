using Filler.Api;
using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Entities;
using Filler.Operator.Judging;
using Filler.Operator.Pods;
using Filler.Operator.Storage;
using Filler.Operator.Telemetry;
using Filler.Storage;
using Filler.Studies;
using k8s.Models;

namespace Filler.Operator.Studies;

/// <summary>What the pods of a study say, written into its trials as facts; and pods that have nothing left to do.</summary>
internal sealed class Attempts(
    Study study, TrialBook book, PackPods packs, StudyStore store, IKubernetesClient client, IEntityCache<V1Pod> pods, Silence silence, Patience patience, StudyNews news, TimeProvider time)
{
    /// <summary>Pods of ended attempts that stay for their logs; those of failed trials all do.</summary>
    private const int Kept = 10;

    private const string Started = "Started";

    private readonly double gpus = GpuBudget.GpusPerTrial(study.Spec);

    private TimeSpan StartDeadline => TimeSpan.FromSeconds(study.Spec.Trial.StartDeadlineSeconds);

    /// <summary>The first trial whose pod cannot start.</summary>
    public (int Number, PodVerdict.Waiting Verdict)? Waiting { get; private set; }

    /// <summary>Why the store is closed to the operator; null: it is open, or nobody asked it.</summary>
    public string? StoreClosed { get; private set; } = store.Closed;

    /// <summary>The store was asked, and answered.</summary>
    public bool StoreAnswered { get; private set; }

    /// <summary>Why the store did not say what an ended attempt left; its trial waits. Null: it did.</summary>
    public string? StoreTrouble { get; private set; }

    public async Task ObserveAsync(CancellationToken cancellationToken)
    {
        foreach (var trial in book.UnderWay)
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
        var going = new List<V1Pod>();
        foreach (var pod in pods.WithLabel(Names.StudyUid, study.Metadata.Uid).Where(p => p.Metadata.DeletionTimestamp is null))
        {
            if (!int.TryParse(pod.Metadata.Labels.TryGetValue(Names.Trial, out var n) ? n : "", out var number) || !book.Has(number)) continue;
            var (name, status) = (book.StandingOf(number).Metadata.Name, book.StandingOf(number).Status);
            var current = pod.Metadata.Name == Names.Pod(name, status.Attempt) && TrialRecord.IsUnderWay(status);
            if (current ? status.Stop is not null : pod.Status?.Phase is not ("Succeeded" or "Failed")) going.Add(pod);
            else if (!current && status.Phase != TrialPhase.Failed) over.Add((number, pod));
        }

        going.AddRange(over.OrderByDescending(o => o.Number).Skip(Kept).Select(o => o.Pod));
        await Parallel.ForEachAsync(going, ParallelWrites.Limit(cancellationToken), async (pod, token) => await client.RemoveAsync(pod, token));
        await packs.SweepAsync(cancellationToken);
    }

    private async Task<PodVerdict> JudgeAsync(Trial trial, CancellationToken cancellationToken)
    {
        if (TrialBook.PackOf(trial) is { } pack) return await JudgeInPackAsync(trial, Speaker.Of(trial, pack), cancellationToken);
        var key = PodOf(trial);
        // A cache may lag: only the server can say that a pod is not there.
        var pod = pods.Get(key) ?? await client.GetAsync<V1Pod>(key, cancellationToken);
        var stopAsked = trial.Status.Stop is not null;
        if (pod is null) return PodJudgement.Missing(stopAsked);
        var verdict = PodJudgement.Of(pod, stopAsked, StartDeadline, patience.Stuck, time.GetUtcNow());
        // A trainer of the user's own need not report at all; the worker does, in whatever image.
        if (verdict is not PodVerdict.Running || (WorkerPods.HasOwnImage(study.Spec) && trial.Status.Report?.PodUid != pod.Metadata.Uid)) return verdict;
        return await HungAsync(trial, pod, cancellationToken) is { } silent ? PodJudgement.Hung(pod, silent, time.GetUtcNow()) : verdict;
    }

    private async Task<PodVerdict> JudgeInPackAsync(Trial trial, Speaker speaker, CancellationToken cancellationToken)
    {
        var (pack, stopAsked, since) = (await packs.FindAsync(speaker.Pod, cancellationToken), trial.Status.Stop is not null, trial.Status.AttemptTime ?? time.GetUtcNow());
        if (speaker.EndIn(trial.Status.Report) is { } end) return PodJudgement.Of(end, pack, stopAsked);
        var verdict = PodJudgement.InPack(pack, stopAsked, StartDeadline, patience.Stuck, since, time.GetUtcNow());
        if (verdict is PodVerdict.Ended)
        {
            // Its last word was on record before its pack ended; a cache may lag.
            var fresh = await client.GetAsync<Trial>(NamespacedName.Of(trial), cancellationToken);
            return speaker.EndIn(fresh?.Status.Report) is { } late ? PodJudgement.Of(late, pack, stopAsked) : verdict;
        }

        if (verdict is not PodVerdict.Running) return verdict;
        var held = Math.Max(0, (time.GetUtcNow() - since).TotalSeconds);
        var grace = TimeSpan.FromSeconds(study.Spec.Trial.GracePeriodSeconds) + patience.Stuck;
        // Its worker ends a process whose attempt is over.
        if (stopAsked && silence.SinceTold(speaker) >= grace) return new PodVerdict.Ended(ExitKind.Stopped, "did not leave within its grace period", "", held);
        return await HungAsync(trial, pack!, cancellationToken) is { } silent ? PodJudgement.Hung(silent, held) : verdict;
    }

    /// <returns>How long a worker has been silent that is to be believed hung; null: it is not.</returns>
    private async Task<TimeSpan?> HungAsync(Trial trial, V1Pod pod, CancellationToken cancellationToken)
    {
        if (!PodJudgement.Runs(pod) || pod.Metadata.DeletionTimestamp is not null) return null;
        var speaker = Speaker.Of(trial, pod.Metadata.Uid);
        var limit = TimeSpan.FromSeconds(study.Spec.Trial.SilenceSeconds) is var asked && asked > patience.LeastSilence ? asked : patience.LeastSilence;
        if (silence.Of(speaker, trial.Status.Report) < limit) return null;
        if (await client.GetAsync<Trial>(NamespacedName.Of(trial), cancellationToken) is not { } fresh) return null;
        var silent = silence.Of(speaker, fresh.Status.Report);
        return silent >= limit && silence.Doubted(speaker) >= patience.Doubt ? silent : null;
    }

    private async Task EndAsync(Trial trial, PodVerdict.Ended ended, CancellationToken cancellationToken)
    {
        TrialResult? result;
        try
        {
            result = await ResultAsync(trial, ended, cancellationToken);
        }
        catch (Exception e) when (e is BlobStoreException or InvalidDataException)
        {
            // Finished work is never lost: nobody knows yet whether there is any.
            StoreTrouble = e.Message;
            news.StoreTrouble(study, e.Message);
            return;
        }

        var message = ended.Kind == ExitKind.Succeeded && result is null ? Missing() : ended.Message;
        var exit = new AttemptExit(trial.Status.Attempt, ended.Kind, message);
        book.Change(trial.Spec.Number, s => TrialRecord.Exit(s, exit, result, gpus * HeldSeconds(trial, ended)) is { } exited
            ? exited with { Conditions = [] }
            : null);
        var pack = TrialBook.PackOf(trial);
        var pod = pack is null ? pods.Get(PodOf(trial)) : await packs.FindAsync(pack, cancellationToken);
        news.AttemptEnded(study, trial, exit, pack is null ? null : pod, result is not null);
        if (pack is null && pod is not null) StudyTraces.PodStarted(pod);
        if ((pack ?? pod?.Metadata.Uid) is { } uid) silence.Forget(Speaker.Of(trial, uid));
    }

    /// <summary>However the pod ended: a report can be lost after the work is done.</summary>
    private async Task<TrialResult?> ResultAsync(Trial trial, PodVerdict.Ended ended, CancellationToken cancellationToken)
    {
        if (ended.Kind is ExitKind.UserError or ExitKind.Diverged or ExitKind.NotStarted) return null;
        try
        {
            if (store.Blobs is { } blobs)
            {
                var stored = await TrialResults.FindAsync(blobs, trial, cancellationToken);
                StoreAnswered = true;
                if (stored is not null) return stored;
            }
        }
        catch (BlobStoreException e) when (e.IsRefusal)
        {
            // The pods may well have a credential that lets them in.
            StoreClosed = e.Message;
        }

        return ended.Kind == ExitKind.Succeeded ? TrialResults.FromLastWords(ended.LastWords, trial, ended.Seconds) : null;
    }

    private static NamespacedName PodOf(Trial trial) => new(trial.Metadata.NamespaceProperty, Names.Pod(trial.Metadata.Name, trial.Status.Attempt));

    /// <summary>Seconds that the attempt held its GPUs; of one that was told to stop as the budget counted it, or it would fall below its limit again.</summary>
    private double HeldSeconds(Trial trial, PodVerdict.Ended ended) => trial.Status is { Stop: not null, AttemptTime: { } since }
        ? Math.Max(ended.Seconds, (time.GetUtcNow() - since).TotalSeconds)
        : ended.Seconds;

    private string Missing() => StoreClosed is { } why
        ? $"the pod succeeded, but its last words hold no result, and the operator cannot look into the store ({why})"
        : "the pod succeeded, but its store holds no result";

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
}
