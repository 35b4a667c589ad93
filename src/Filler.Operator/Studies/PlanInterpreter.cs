using Filler.Api;
using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Operator.Pods;
using Filler.Operator.Reuse;
using Filler.Operator.Telemetry;
using Filler.Studies;
using k8s.Models;

namespace Filler.Operator.Studies;

/// <summary>Carries out the planner's steps as trials and pods. Each step may be done twice, or dropped by a dying process, without harm.</summary>
internal sealed class PlanInterpreter(
    Study study, TrialBook book, DatasetPods datasets, PackPods packs, WorkerPods builder, FinishedTrials finished, IReadOnlyList<EarlierTrial> earlier, IKubernetesClient client, IEntityCache<V1Pod> pods, StudyNews news, TimeProvider time)
{
    /// <returns>The last plan: its steps are those that wait for something, such as a dataset.</returns>
    public async Task<Plan> CarryOutAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < 1000; round++)
        {
            var began = time.GetUtcNow();
            // Of a finished study nothing is decided; its trials need not be read.
            var plan = StudyPlanner.Decide(study, study.Status?.FinishTime is null ? book.All : [], began, earlier);
            using var decision = plan.Steps.Count > 0 ? StudyTraces.Decide(study, plan, began) : null;
            var moved = await CarryOutAsync(plan, cancellationToken);
            // A free slot costs more than a late record: the pods of new trials go first, and whoever dies in between finds the ended ones' pods still there.
            if (!moved || !plan.Steps.Any(s => s is PlanStep.StartTrial)) await book.SaveAsync(cancellationToken);
            if (!moved) return plan;
        }

        throw new InvalidOperationException($"study '{study.Metadata.Name}': the planner does not come to rest");
    }

    /// <returns>Whether a fact changed, so that there may be more to decide.</returns>
    private async Task<bool> CarryOutAsync(Plan plan, CancellationToken cancellationToken)
    {
        var moved = false;
        foreach (var step in plan.Steps)
        {
            moved |= step switch
            {
                PlanStep.StopTrial stop => book.Change(stop.Number, s => TrialRecord.Stop(s, stop)),
                PlanStep.SettleTrial settle => book.Change(settle.Number, s => TrialRecord.Settle(s, settle, time.GetUtcNow())),
                _ => false,
            };
        }

        // Before anybody reads that they are done: who dies in between publishes them again.
        var succeeded = plan.Steps.OfType<PlanStep.SettleTrial>().Where(s => s.Phase == TrialPhase.Succeeded).Select(s => book[s.Number]).ToList();
        var publishing = Parallel.ForEachAsync(succeeded, ParallelWrites.Limit(cancellationToken), async (trial, token) => await finished.PublishAsync(trial, token));
        var created = plan.Steps.OfType<PlanStep.StartTrial>().Where(s => !book.Has(s.Spec.Number)).ToList();
        var creating = Parallel.ForEachAsync(created, ParallelWrites.Limit(cancellationToken), async (start, token) => await book.CreateAsync(start.Spec, token));
        await Task.WhenAll(publishing, creating);
        moved |= created.Count > 0;

        // Attempts of new trials are asked for in the next round, when their records stand: a name that was taken has parameters of its own.
        var ready = new List<ReadyAttempt>();
        var runs = plan.Steps.OfType<PlanStep.RunAttempt>().ToList();
        var taken = await finished.TakeOverAsync(runs.Select(r => r.Number), cancellationToken);
        moved |= taken.Count > 0;
        foreach (var run in runs.Where(r => !taken.Contains(r.Number)))
        {
            switch (await datasets.AskAsync(book[run.Number].Spec.Dataset, cancellationToken))
            {
                case DatasetState.Ready { Digest: var digest }:
                    ready.Add(new ReadyAttempt(run.Number, run.Attempt, digest));
                    break;
                case DatasetState.Refused refused:
                    moved |= Refuse(run, refused);
                    break;
            }
        }

        // The pod first: a process that dies in between finds it again by its name, and its attempt is begun then.
        if (study.Spec.Trial.Packing > 1) await packs.SeatAsync(ready, cancellationToken);
        else await StartPodsAsync(ready, cancellationToken);
        foreach (var (number, attempt, _) in ready) moved |= book.Change(number, s => TrialRecord.Begin(s, attempt, time.GetUtcNow()));
        return moved;
    }

    private bool Refuse(PlanStep.RunAttempt run, DatasetState.Refused refused)
    {
        var begun = book.Change(run.Number, s => TrialRecord.Begin(s, run.Attempt, time.GetUtcNow()));
        return book.Change(run.Number, s => TrialRecord.Exit(s, new AttemptExit(run.Attempt, ExitKind.UserError, refused.Message), null)) || begun;
    }

    private async Task StartPodsAsync(IReadOnlyList<ReadyAttempt> ready, CancellationToken cancellationToken)
    {
        // Its last attempt was in a pack, and the study packs no more: an attempt without a pack's uid has a pod of its own.
        var packed = ready.Select(r => r.Number).Where(n => TrialBook.PackOf(book[n]) is not null).ToList();
        await book.SaveAsync(packed, cancellationToken);
        await Parallel.ForEachAsync(packed, ParallelWrites.Limit(cancellationToken), async (number, token) => await book.LeavePackAsync(number, token));
        await Parallel.ForEachAsync(ready, ParallelWrites.Limit(cancellationToken), async (r, token) => await StartPodAsync(book[r.Number], r.Attempt, r.Digest, token));
    }

    private async Task StartPodAsync(Trial trial, int attempt, string digest, CancellationToken cancellationToken)
    {
        using var start = StudyTraces.Start("start trial", study, Names.Pod(trial.Metadata.Name, attempt));
        start?.SetTag("k8s.object.name", trial.Metadata.Name).SetTag("filler.attempt", attempt);
        var (pod, created) = await client.CreateIfAbsentAsync(builder.Trial(study, trial, attempt, digest, StudyTraces.ParentOfPod(study, start)), cancellationToken);
        if (pod.Metadata.OwnerReferences?.Any(o => o.Uid == trial.Metadata.Uid) != true)
            throw new InvalidOperationException($"pod {pod.Metadata.Name} belongs to another trial of that name; waiting until it is gone");
        pods.Observe(pod);
        if (created) news.AttemptBegins(study, trial, attempt, pod.Metadata.Name);
    }
}
