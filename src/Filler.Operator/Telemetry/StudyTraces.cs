using System.Diagnostics;
using Filler.Api;
using Filler.Studies;
using k8s.Models;

namespace Filler.Operator.Telemetry;

/// <summary>
/// The operator's part of a study's one trace: the study, what was decided, attempts that were begun and how long their pods took to start. The study's span is kept in
/// an annotation, so that every process goes on with it; an attempt's goes to its pod (docs/telemetry.md).
/// </summary>
internal static class StudyTraces
{
    public const string SourceName = "Filler.Operator";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The study begins.</summary>
    /// <returns>Its span as W3C trace context; null where nobody collects.</returns>
    public static string? Begin(Study study)
    {
        // Reconciliations are traces of their own: the study's begins here, or where its annotation says.
        var reconciliation = Activity.Current;
        Activity.Current = null;
        try
        {
            using var span = Source.StartActivity("study", ActivityKind.Producer, ContextOf(study), links: reconciliation is null ? null : [new ActivityLink(reconciliation.Context)]);
            span?.SetTag("k8s.namespace.name", study.Metadata.NamespaceProperty).SetTag("k8s.object.name", study.Metadata.Name).SetTag("filler.study.uid", study.Metadata.Uid);
            return span?.Id;
        }
        finally
        {
            Activity.Current = reconciliation;
        }
    }

    /// <summary>A decision, from before it was made until it is carried out.</summary>
    public static Activity? Decide(Study study, Plan plan, DateTimeOffset began)
    {
        var span = ContextOf(study) is var parent && parent == default ? null : Source.StartActivity("decide", ActivityKind.Internal, parent, startTime: began);
        return span?.SetTag("filler.steps", plan.Steps.Count).SetTag("filler.starts", plan.Steps.Count(s => s is PlanStep.StartTrial or PlanStep.RunAttempt))
            .SetTag("filler.stops", plan.Steps.Count(s => s is PlanStep.StopTrial));
    }

    /// <summary>A pod is asked for; what runs in it is its child.</summary>
    /// <param name="name">start trial, or start dataset.</param>
    public static Activity? Start(string name, Study study, string pod)
    {
        var span = Activity.Current?.Source == Source ? Source.StartActivity(name, ActivityKind.Producer)
            : ContextOf(study) is var parent && parent != default ? Source.StartActivity(name, ActivityKind.Producer, parent)
            : null;
        return span?.SetTag("k8s.pod.name", pod);
    }

    /// <summary>What a pod of this study goes on with.</summary>
    public static string? ParentOfPod(Study study, Activity? start) =>
        start?.Id ?? (study.Metadata.Annotations?.TryGetValue(Names.TraceParent, out var own) == true ? own : null);

    /// <summary>From a pod's creation until its container ran, told when it has ended; Kubernetes' times are whole seconds.</summary>
    public static void PodStarted(V1Pod pod)
    {
        var container = pod.Spec?.Containers?.FirstOrDefault(c => c.Name == Names.Container);
        var began = pod.Status?.ContainerStatuses?.FirstOrDefault(c => c.Name == Names.Container)?.State is { } state ? state.Terminated?.StartedAt ?? state.Running?.StartedAt : null;
        if (began is not { } ran || pod.Metadata.CreationTimestamp is not { } created) return;
        if (!ActivityContext.TryParse(container?.Env?.FirstOrDefault(e => e.Name == "TRACEPARENT")?.Value, null, isRemote: true, out var parent)) return;
        using var span = Source.StartActivity("pod start", ActivityKind.Internal, parent, startTime: created);
        span?.SetTag("k8s.pod.name", pod.Metadata.Name).SetTag("k8s.pod.uid", pod.Metadata.Uid).SetTag("k8s.node.name", pod.Spec?.NodeName).SetEndTime((ran > created ? ran : created).ToUniversalTime());
    }

    /// <summary>The study has ended: a span over all of it.</summary>
    public static void End(Study study, StudyStatus status)
    {
        if (ContextOf(study) is var parent && parent == default || status is not { StartTime: { } from, FinishTime: { } to }) return;
        using var span = Source.StartActivity("search", ActivityKind.Internal, parent, startTime: from);
        span?.SetTag("filler.phase", status.Phase).SetTag("filler.trials", status.Trials.Total).SetTag("filler.best", status.Best?.ValidationMetric).SetEndTime(to.UtcDateTime);
        if (status.Phase == "Failed") span?.SetStatus(ActivityStatusCode.Error, status.Message);
    }

    /// <returns>Hexadecimal; null where nobody traces.</returns>
    public static string? TraceIdOf(Study study) => ContextOf(study) is var context && context == default ? null : context.TraceId.ToHexString();

    private static ActivityContext ContextOf(Study study) =>
        study.Metadata.Annotations?.TryGetValue(Names.TraceParent, out var text) == true && ActivityContext.TryParse(text, null, isRemote: true, out var context) ? context : default;
}
