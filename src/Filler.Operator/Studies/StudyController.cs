using Filler.Api;
using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Controllers;
using Filler.Operator.Judging;
using Filler.Operator.Pods;
using Filler.Operator.Reuse;
using Filler.Operator.Storage;
using Filler.Operator.Telemetry;
using Filler.Studies;
using k8s.Models;

namespace Filler.Operator.Studies;

/// <summary>Brings a study's trials, pods and status to what the planner says; the planner is the local runner's.</summary>
internal sealed class StudyController(
    IKubernetesClient client, IEntityCache<Study> studies, IEntityCache<Trial> trials, IEntityCache<V1Pod> pods, WorkerPods builder, StudyStores stores, EarlierStudies earlier, Silence silence,
    Patience patience, StudyNews news, TimeProvider time)
    : IEntityController<Study>
{
    public async Task<ReconciliationResult<Study>> ReconcileAsync(Study entity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entity);
        if (entity.Metadata.DeletionTimestamp is not null) return ReconciliationResult<Study>.Success(entity);
        // An edit that is refused moves neither the store nor the history.
        var (study, refused) = AcceptedSections.Restore(entity);
        if (await stores.OfAsync(study, cancellationToken) is not { } store)
            return await RefuseAsync(entity, "NoStore", "spec.storage: names no store and the operator has no default one: give azure or persistentVolumeClaim", null, cancellationToken);
        EarlierState before = IsFinal(entity) ? new EarlierState.Known([]) : await earlier.OfAsync(study, store, cancellationToken);
        if (before is EarlierState.Refused refusal) return await RefuseAsync(entity, refusal.Reason, refusal.Message, patience.Patrol, cancellationToken);

        entity = await BeginAsync(entity, cancellationToken);
        // What follows in this very reconciliation belongs to the study's trace too.
        study = Reopened(study) with { Metadata = entity.Metadata };
        var book = new TrialBook(study, client, trials);
        var datasets = new DatasetPods(study, store.Address, builder, client, pods, patience, time);
        var packs = new PackPods(study, book, builder, client, pods, patience, news, time);
        var attempts = new Attempts(study, book, packs, store, client, pods, silence, patience, news, time);
        await attempts.ObserveAsync(cancellationToken);
        var finished = new FinishedTrials(study, book, store, news, time);
        var plan = await new PlanInterpreter(study, book, datasets, packs, builder, finished, ((EarlierState.Known)before).Trials, client, pods, news, time).CarryOutAsync(cancellationToken);
        await attempts.SweepAsync(cancellationToken);

        if (!StudyConditions.Holds(study, StudyConditions.DatasetReady)) datasets.Recall(book.All.Where(t => t.Status.Attempt > 0 && t.Status.ReusedFrom is null));
        var status = WithStore(study, Status(study, plan, datasets, attempts, refused), attempts);
        // Without it the next look, from a cache that lags, would finish the study once more, at a later time.
        if (await client.PatchStatusAsync(entity, fresh => IsFinal(fresh) ? fresh.Status : status, cancellationToken) is { } saved) studies.Observe(saved);
        if (status.FinishTime is not null) book.Release();
        if (entity.Status?.Phase != status.Phase) news.StudyChanged(entity, status);
        if (entity.Status?.FinishTime is null && status.FinishTime is not null) StudyTraces.End(study, status);
        return ReconciliationResult<Study>.Success(entity, Wake(plan, book, attempts));
    }

    /// <param name="again">When what is missing may be there; null: not before the study changes.</param>
    private async Task<ReconciliationResult<Study>> RefuseAsync(Study entity, string reason, string message, TimeSpan? again, CancellationToken cancellationToken)
    {
        var refusal = StudyConditions.Of(entity, StudyConditions.Accepted, false, reason, message, time.GetUtcNow());
        await client.PatchStatusAsync(entity, s => StudyConditions.With(s.Status ?? new StudyStatus(), refusal) with { Phase = "Refused", Message = message }, cancellationToken);
        return again is { } later ? ReconciliationResult<Study>.Success(entity, later) : ReconciliationResult<Study>.Success(entity);
    }

    /// <summary>Keeps what never changes from now on. A manifest with problems may still be mended in every field.</summary>
    private async Task<Study> BeginAsync(Study entity, CancellationToken cancellationToken)
    {
        if (AcceptedSections.Has(entity) || StudyRules.Check(entity.Spec).Count > 0) return entity;
        var trace = StudyTraces.Begin(entity);
        var begun = await client.PatchMetadataAsync(entity, m => WithAnnotations(m, (Names.Accepted, AcceptedSections.Text(entity.Spec)), (Names.TraceParent, trace)), cancellationToken) ?? entity;
        studies.Observe(begun);
        return begun;
    }

    private static bool IsFinal(Study study) => study.Status is { FinishTime: not null } status && status.ObservedGeneration == study.Metadata.Generation;

    /// <summary>A finished study whose manifest changed since is judged anew: a larger budget lets it go on.</summary>
    private static Study Reopened(Study study) =>
        study.Status is { FinishTime: not null } status && !IsFinal(study)
            ? study with { Status = status with { FinishTime = null, Conditions = [.. status.Conditions.Where(c => c.Type is not ("Complete" or "Failed"))] } }
            : study;

    private static V1ObjectMeta WithAnnotations(V1ObjectMeta metadata, params (string Name, string? Value)[] added) => new()
    {
        Annotations = (metadata.Annotations ?? new Dictionary<string, string>()).ExceptBy(added.Where(a => a.Value is not null).Select(a => a.Name), a => a.Key)
            .Concat(added.Where(a => a.Value is not null).Select(a => KeyValuePair.Create(a.Name, a.Value!))).ToDictionary(),
        Labels = metadata.Labels,
        Finalizers = metadata.Finalizers,
        Name = metadata.Name,
        NamespaceProperty = metadata.NamespaceProperty,
        Uid = metadata.Uid,
        ResourceVersion = metadata.ResourceVersion,
        OwnerReferences = metadata.OwnerReferences,
    };

    private StudyStatus Status(Study study, Plan plan, DatasetPods datasets, Attempts attempts, string? refused)
    {
        var now = time.GetUtcNow();
        var status = plan.Status with { Datasets = datasets.Ready };
        if (status.Phase == "Refused") return status;
        if (refused is not null) status = StudyConditions.With(status, StudyConditions.Of(study, StudyConditions.Accepted, false, "ImmutableField", refused, now));
        if (datasets.States.OfType<DatasetState.Refused>().FirstOrDefault() is { } bad)
            status = StudyConditions.With(status, StudyConditions.Of(study, StudyConditions.DatasetReady, false, "Refused", bad.Message, now));
        else if (datasets.States.OfType<DatasetState.Preparing>().FirstOrDefault() is { } waits)
            status = StudyConditions.With(status, StudyConditions.Of(study, StudyConditions.DatasetReady, false, waits.Reason, waits.Message, now));
        else if (datasets.Ready.Count > 0)
            status = StudyConditions.With(status, StudyConditions.Of(study, StudyConditions.DatasetReady, true, "Ready", $"{datasets.Ready.Count} {(datasets.Ready.Count == 1 ? "dataset lies" : "datasets lie")} in the store", now));
        return attempts.Waiting is { } waiting
            ? StudyConditions.With(status, StudyConditions.Of(study, StudyConditions.Blocked, true, waiting.Verdict.Reason, $"trial {waiting.Number}: {waiting.Verdict.Message}", now))
            : StudyConditions.Without(status, StudyConditions.Blocked);
    }

    /// <summary>Says so where the operator does not get at the study's blobs.</summary>
    private StudyStatus WithStore(Study study, StudyStatus status, Attempts attempts)
    {
        // Where nobody asked, what was known of it stands.
        if ((attempts.StoreTrouble ?? attempts.StoreClosed) is not { } why) return attempts.StoreAnswered ? StudyConditions.Without(status, StudyConditions.StoreOpen) : status;
        return attempts.StoreTrouble is not null
            ? StudyConditions.With(status, StudyConditions.Of(study, StudyConditions.StoreOpen, false, "Trouble", why, time.GetUtcNow()))
            : StudyConditions.With(status, StudyConditions.Of(study, StudyConditions.StoreOpen, false, "ForPodsAlone", $"{why}: results come by the pods' last words, nothing is taken over from other studies, and blobs of a deleted study stay", time.GetUtcNow()));
    }

    private TimeSpan? Wake(Plan plan, TrialBook book, Attempts attempts)
    {
        var now = time.GetUtcNow();
        DateTimeOffset?[] times =
        [
            plan.WakeAt, attempts.Waiting?.Verdict.Deadline,
            book.UnderWay.Count > 0 || plan.Steps.Count > 0 ? now + patience.Patrol : null,
        ];
        return times.Min() is { } at ? TimeSpan.FromSeconds(Math.Max(0.1, (at - now).TotalSeconds)) : null;
    }
}
