using Filler.Api;
using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Entities;
using Filler.Operator.Judging;
using Filler.Operator.Pods;
using Filler.Operator.Telemetry;
using Filler.Studies;
using k8s.Models;

namespace Filler.Operator.Studies;

/// <summary>The pods of one study that several trials share: who sits where, new ones where no seat is free, and none that nobody needs (docs/adr/0068-packs.md).</summary>
internal sealed class PackPods(Study study, TrialBook book, WorkerPods builder, IKubernetesClient client, IEntityCache<V1Pod> pods, Patience patience, StudyNews news, TimeProvider time)
{
    /// <summary>Packs that ended by themselves and stay for their logs.</summary>
    private const int Kept = 10;

    // As they were when this reconciliation began: what another operator makes meanwhile is its own business.
    private readonly IReadOnlyList<V1Pod> before = [.. pods.WithLabel(Names.StudyUid, study.Metadata.Uid).Where(IsPack)];

    /// <returns>Null: it is gone.</returns>
    public async Task<V1Pod?> FindAsync(string uid, CancellationToken cancellationToken)
    {
        if (pods.WithLabel(Names.StudyUid, study.Metadata.Uid).FirstOrDefault(p => p.Metadata.Uid == uid) is { } known) return known;
        // A cache may lag: only the server can say that a pod is not there.
        var all = await client.ListAsync<V1Pod>(study.Metadata.NamespaceProperty, new ListOptions($"{Names.StudyUid}={study.Metadata.Uid},{Names.Seats}"), cancellationToken);
        return all.Items.FirstOrDefault(p => p.Metadata.Uid == uid);
    }

    /// <summary>Gives each attempt a seat and its order. The pack first, then the Trial; whoever dies in between seats it again, since no worker begins before the attempt is begun.</summary>
    public async Task SeatAsync(IReadOnlyList<ReadyAttempt> attempts, CancellationToken cancellationToken)
    {
        if (attempts.Count == 0) return;
        // What a Trial's metadata says is about the attempt to come: the end of the one before is on record first.
        await book.SaveAsync(attempts.Select(a => a.Number), cancellationToken);
        var open = await OpenAsync(cancellationToken);
        var places = Seating.Of(attempts.Count, [.. open.Select(o => o.Free)], study.Spec.Trial.Packing);
        var packs = open.Select(o => o.Pack).ToList();
        while (packs.Count <= places.Max()) packs.Add(await CreateAsync(packs, cancellationToken));
        var seated = attempts.Zip(places, (attempt, place) => (Attempt: attempt, Pack: packs[place]));
        await Parallel.ForEachAsync(seated, ParallelWrites.Limit(cancellationToken), async (s, token) => await OrderAsync(s.Attempt, s.Pack, token));
    }

    /// <summary>Ends packs in which nothing is under way, each by its uid, and takes orders from trials that are over.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var limit = ParallelWrites.Limit(cancellationToken);
        await Parallel.ForEachAsync(book.OverInPacks, limit, async (number, token) => await book.LeavePackAsync(number, token));
        if (before.Count == 0) return;
        var seated = book.Seated;
        var there = before.Where(p => p.Metadata.DeletionTimestamp is null).ToLookup(p => p.Status?.Phase is "Succeeded" or "Failed");
        var old = there[true].OrderByDescending(p => p.Metadata.CreationTimestamp).ThenByDescending(p => p.Metadata.Name, StringComparer.Ordinal).Skip(Kept);
        foreach (var pack in old) await client.RemoveAsync(pack, cancellationToken);
        foreach (var pack in there[false].Where(p => !seated.Contains(p.Metadata.Uid)))
        {
            if (!await IsTakenAsync(pack, cancellationToken)) await client.RemoveAsync(pack, cancellationToken);
        }
    }

    /// <summary>Whether a pod is one that several trials share.</summary>
    public static bool IsPack(V1Pod pod) => pod.Metadata.Labels?.ContainsKey(Names.Seats) == true;

    /// <summary>Packs with free seats that are as one made now would be; an edit of the study holds for those to come.</summary>
    private async Task<List<(V1Pod Pack, int Free)>> OpenAsync(CancellationToken cancellationToken)
    {
        var built = Built(builder.Pack(study, 0));
        var seated = book.Seated;
        var open = new List<(V1Pod, int)>();
        foreach (var pack in pods.WithLabel(Names.StudyUid, study.Metadata.Uid).Where(p => IsOpen(p, built)))
        {
            var taken = seated[pack.Metadata.Uid].Count();
            if (taken >= study.Spec.Trial.Packing) continue;
            // One in which nobody sat may have been deleted for that a moment ago, and the cache may not know yet.
            if (taken == 0 && (await client.GetAsync<V1Pod>(NamespacedName.Of(pack), cancellationToken) is not { } fresh || fresh.Metadata.Uid != pack.Metadata.Uid || !IsOpen(fresh, built))) continue;
            open.Add((pack, study.Spec.Trial.Packing - taken));
        }

        return open;
    }

    /// <summary>A new pack under the lowest name that nobody holds. Made already by somebody who died before he could tell, it is taken.</summary>
    private async Task<V1Pod> CreateAsync(List<V1Pod> taken, CancellationToken cancellationToken)
    {
        for (var ordinal = 0; ; ordinal++)
        {
            var wanted = builder.Pack(study, ordinal);
            if (taken.Any(p => p.Metadata.Name == wanted.Metadata.Name) || pods.Get(NamespacedName.Of(wanted)) is not null) continue;
            using var start = StudyTraces.Start("start pack", study, wanted.Metadata.Name);
            var (pack, created) = await client.CreateIfAbsentAsync(wanted, cancellationToken);
            if (!IsOpen(pack, Built(wanted))) continue;
            pods.Observe(pack);
            if (created) news.PackStarted(study, pack);
            return pack;
        }
    }

    private async Task OrderAsync(ReadyAttempt ready, V1Pod pack, CancellationToken cancellationToken)
    {
        var trial = book[ready.Number];
        using var start = StudyTraces.Start("start trial", study, pack.Metadata.Name);
        start?.SetTag("k8s.object.name", trial.Metadata.Name).SetTag("filler.attempt", ready.Attempt);
        await book.EnterPackAsync(ready.Number, pack.Metadata.Uid, WorkerPods.Order(trial, ready.Attempt, ready.Digest, StudyTraces.ParentOfPod(study, start)), cancellationToken);
        news.AttemptBegins(study, trial, ready.Attempt, pack.Metadata.Name);
    }

    /// <summary>Whether the server knows somebody in it of whom the cache has not heard.</summary>
    private async Task<bool> IsTakenAsync(V1Pod pack, CancellationToken cancellationToken)
    {
        var trials = await client.ListAsync<Trial>(study.Metadata.NamespaceProperty, new ListOptions($"{Packs.Label}={pack.Metadata.Uid}"), cancellationToken);
        return trials.Items.Any(t => TrialRecord.IsUnderWay(t.Status));
    }

    private bool IsOpen(V1Pod pod, string built) =>
        IsPack(pod) && Built(pod) == built && pod.Metadata.DeletionTimestamp is null && pod.Metadata.OwnerReferences?.Any(o => o.Uid == study.Metadata.Uid) == true
        && PodJudgement.Of(pod, stopAsked: false, TimeSpan.FromSeconds(study.Spec.Trial.StartDeadlineSeconds), patience.Stuck, time.GetUtcNow()) is not PodVerdict.Ended;

    private static string Built(V1Pod pod) => pod.Metadata.Annotations?.TryGetValue(Names.Built, out var built) == true ? built : "";
}
