using Filler.Api;
using Filler.Kubernetes.Events;
using k8s.Models;

namespace Filler.Operator.Telemetry;

/// <summary>Tells what changed wherever somebody may look: logs (each line with the study's trace beside that of its reconciliation), events of the objects, metrics.</summary>
internal sealed class StudyNews(StudyMetrics metrics, IEventRecorder events, ILogger<StudyNews> log)
{
    public void StudyChanged(Study study, StudyStatus status)
    {
        using var scope = Within(study);
        OperatorLog.StudyChanged(log, study.Metadata.Name, status.Phase, status.Message);
        events.Publish(study, status.Phase!, status.Message ?? status.Phase!, status.Phase is "Failed" or "Refused" ? EventType.Warning : EventType.Normal);
    }

    public void PackStarted(Study study, V1Pod pack)
    {
        using var scope = Within(study);
        OperatorLog.PackStarted(log, study.Metadata.Name, pack.Metadata.Name, study.Spec.Trial.Packing);
    }

    public void AttemptBegins(Study study, Trial trial, int attempt, string pod)
    {
        using var scope = Within(study);
        OperatorLog.AttemptBegins(log, trial.Metadata.Name, attempt, pod);
    }

    /// <param name="trial">As it was under way.</param>
    /// <param name="pack">The pod that it shared with others; null: it had one of its own, whose name says so, or the pack is gone.</param>
    /// <param name="done">Its result was found.</param>
    public void AttemptEnded(Study study, Trial trial, AttemptExit exit, V1Pod? pack, bool done)
    {
        using var scope = Within(study);
        OperatorLog.AttemptEnded(log, trial.Metadata.Name, exit.Attempt, exit.Kind, exit.Message);
        metrics.AttemptEnded(exit.Kind);
        if (done || exit.Kind is ExitKind.Stopped or ExitKind.Lost) return;
        var place = pack is null ? "" : $" in pod {pack.Metadata.Name}";
        events.Publish(trial, exit.Kind.ToString(), $"attempt {exit.Attempt}{place}: {exit.Message}", EventType.Warning);
    }

    public void StoreTrouble(Study study, string message)
    {
        using var scope = Within(study);
        OperatorLog.StoreTrouble(log, study.Metadata.Name, message);
    }

    private IDisposable? Within(Study study) => StudyTraces.TraceIdOf(study) is { } trace ? log.BeginScope(new Dictionary<string, object> { ["StudyTraceId"] = trace }) : null;
}
