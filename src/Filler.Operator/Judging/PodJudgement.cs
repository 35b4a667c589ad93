using System.Globalization;
using Filler.Api;
using k8s.Models;

namespace Filler.Operator.Judging;

/// <summary>The failure table in code: docs/failure-semantics.md is its text. Pure.</summary>
internal static class PodJudgement
{
    private static readonly HashSet<string> Starting = ["ContainerCreating", "PodInitializing"];

    /// <param name="pod">As last heard of.</param>
    /// <param name="stopAsked">The operator told it to leave.</param>
    /// <param name="startDeadline">Zero: none.</param>
    /// <param name="stuck">How long after its grace a pod that does not go is taken for lost with its node.</param>
    public static PodVerdict Of(V1Pod pod, bool stopAsked, TimeSpan startDeadline, TimeSpan stuck, DateTimeOffset now)
    {
        var container = Container(pod);
        if (container?.State?.Terminated is { } end) return Ended(pod, end, stopAsked);
        if (pod.Status is { Phase: "Failed" or "Succeeded" }) return Gone(pod, stopAsked, Words(pod), now);
        if (pod.Metadata.DeletionTimestamp is { } deletion && now >= new DateTimeOffset(deletion.ToUniversalTime(), TimeSpan.Zero) + stuck)
            return Gone(pod, stopAsked, "its node does not answer: the pod did not end within its grace period", now);
        if (container?.State?.Running is not null || pod.Metadata.DeletionTimestamp is not null) return new PodVerdict.Running();
        return Waiting(pod, startDeadline) is not { } waiting ? new PodVerdict.Running()
            : waiting.Deadline <= now ? new PodVerdict.Ended(ExitKind.NotStarted, $"did not start within {startDeadline.TotalSeconds:0} s: {waiting.Reason}: {waiting.Message}", "", 0)
            : waiting;
    }

    /// <summary>An attempt whose process in a pack has told its end: judged as a pod of its own would be.</summary>
    /// <param name="end">Of this attempt.</param>
    /// <param name="pack">As last heard of; null: it is no more.</param>
    /// <param name="stopAsked">The operator told it to leave.</param>
    public static PodVerdict.Ended Of(ProcessEnd end, V1Pod? pack, bool stopAsked) =>
        Ended(end.Code, end.Words == ProcessEnd.NoWords ? "" : end.Words.Trim(), end.Seconds, pack is null ? null : Disruption(pack), stopAsked);

    /// <summary>An attempt in a pack of which nobody has told an end: whatever befalls the pack befalls it.</summary>
    /// <param name="pack">As last heard of; null: it is no more.</param>
    /// <param name="stopAsked">The operator told it to leave.</param>
    /// <param name="startDeadline">Zero: none.</param>
    /// <param name="stuck">How long after its grace a pod that does not go is taken for lost with its node.</param>
    /// <param name="since">When the attempt began: the pack may be older.</param>
    public static PodVerdict InPack(V1Pod? pack, bool stopAsked, TimeSpan startDeadline, TimeSpan stuck, DateTimeOffset since, DateTimeOffset now)
    {
        if (pack is null) return Missing(stopAsked);
        var verdict = Of(pack, stopAsked, startDeadline, stuck, now);
        // Nobody is there yet who could leave.
        if (verdict is PodVerdict.Waiting && stopAsked) return new PodVerdict.Ended(ExitKind.Stopped, "told to leave before its pod had started", "", 0);
        if (verdict is not PodVerdict.Ended ended) return verdict;
        // What its own worker left with says nothing of this trial, neither well nor ill.
        var (kind, message) = ended.Kind is ExitKind.Succeeded or ExitKind.UserError or ExitKind.Diverged
            ? (stopAsked ? ExitKind.Stopped : ExitKind.Crashed, $"ended and said nothing of this trial{(ended.Kind == ExitKind.Succeeded ? "" : $": {ended.Message}")}")
            : (ended.Kind, ended.Message);
        var until = Container(pack)?.State?.Terminated?.FinishedAt is { } finished ? new DateTimeOffset(finished.ToUniversalTime(), TimeSpan.Zero) : now;
        return new PodVerdict.Ended(kind, $"pod {pack.Metadata.Name}: {message}", "", kind == ExitKind.NotStarted ? 0 : Math.Max(0, (until - since).TotalSeconds));
    }

    /// <summary>Whether its container runs, as far as its node tells.</summary>
    public static bool Runs(V1Pod pod) => Container(pod)?.State?.Running is not null;

    /// <summary>A container that runs, and whose worker reports nothing.</summary>
    public static PodVerdict.Ended Hung(V1Pod pod, TimeSpan silence, DateTimeOffset now) => Hung(silence, Held(pod, now));

    /// <param name="silence">How long nothing was reported.</param>
    /// <param name="seconds">That the attempt held its node.</param>
    public static PodVerdict.Ended Hung(TimeSpan silence, double seconds) => new(ExitKind.Hung, $"reported nothing for {silence.TotalSeconds:0} s", "", seconds);

    /// <summary>A pod that is no more, without a last word.</summary>
    public static PodVerdict.Ended Missing(bool stopAsked) =>
        new(stopAsked ? ExitKind.Stopped : ExitKind.Lost, stopAsked ? "left as it was told" : "its pod was deleted", "", 0);

    private static PodVerdict.Ended Ended(V1Pod pod, V1ContainerStateTerminated end, bool stopAsked)
    {
        var words = end.Message?.Trim() ?? "";
        var seconds = end is { StartedAt: { } from, FinishedAt: { } to } ? Math.Max(0, (to - from).TotalSeconds) : 0;
        return end.Reason == "OOMKilled"
            ? new PodVerdict.Ended(ExitKind.OutOfMemory, $"out of memory{Limit(pod)}", words, seconds)
            : Ended(end.ExitCode, words, seconds, Disruption(pod), stopAsked);
    }

    private static PodVerdict.Ended Ended(int code, string words, double seconds, string? disrupted, bool stopAsked)
    {
        var said = TerminationMessage.TryParse(words) is FailedMessage failed ? failed.Message : words.Length > 0 ? words.Split('\n')[^1] : "";
        var (kind, message) = (code, WorkerExitCode.Classify(code)) switch
        {
            (0, _) => (ExitKind.Succeeded, "finished"),
            (WorkerExitCode.Stopped, _) when stopAsked => (ExitKind.Stopped, "left as it was told"),
            (WorkerExitCode.Stopped, _) => (ExitKind.Lost, disrupted ?? "told to leave from outside"),
            (WorkerExitCode.UserError or WorkerExitCode.Diverged, var own) => (own, Or(said, Code(code))),
            _ when stopAsked => (ExitKind.Stopped, $"left with {Code(code)}"),
            _ when disrupted is not null => (ExitKind.Lost, disrupted),
            (WorkerExitCode.Environment, _) => (ExitKind.Crashed, $"its node or image cannot run trials: {Or(said, Code(code))}"),
            _ => (ExitKind.Crashed, $"the worker died with {Code(code)}{(said.Length > 0 ? $": {said}" : "")}"),
        };
        return new PodVerdict.Ended(kind, message, words, seconds);
    }

    private static V1ContainerStatus? Container(V1Pod pod) => pod.Status?.ContainerStatuses?.FirstOrDefault(c => c.Name == Names.Container);

    private static PodVerdict.Ended Gone(V1Pod pod, bool stopAsked, string message, DateTimeOffset now) =>
        new(stopAsked ? ExitKind.Stopped : ExitKind.Lost, message, "", Held(pod, now));

    private static double Held(V1Pod pod, DateTimeOffset now) =>
        pod.Status?.StartTime is { } start ? Math.Max(0, (now - new DateTimeOffset(start.ToUniversalTime(), TimeSpan.Zero)).TotalSeconds) : 0;

    /// <summary>Evicted, preempted, drained: the pod's own reason, or the condition that newer clusters set.</summary>
    private static string? Disruption(V1Pod pod)
    {
        if (pod.Status?.Conditions?.FirstOrDefault(c => c is { Type: "DisruptionTarget", Status: "True" }) is { } target) return $"{target.Reason}: {target.Message}";
        if (!string.IsNullOrEmpty(pod.Status?.Reason)) return Words(pod);
        return pod.Metadata.DeletionTimestamp is not null ? "its pod was deleted" : null;
    }

    private static PodVerdict.Waiting? Waiting(V1Pod pod, TimeSpan startDeadline)
    {
        DateTimeOffset? created = pod.Metadata.CreationTimestamp is { } at ? new DateTimeOffset(at.ToUniversalTime(), TimeSpan.Zero) : null;
        var deadline = startDeadline > TimeSpan.Zero ? created + startDeadline : null;
        if (pod.Status?.Conditions?.FirstOrDefault(c => c is { Type: "PodScheduled", Status: "False" }) is { } unscheduled)
        {
            // Behind a gate the pod waits for its turn in a queue, not for a node.
            return new PodVerdict.Waiting(unscheduled.Reason ?? "Unschedulable", unscheduled.Message ?? "", unscheduled.Reason == "SchedulingGated" ? null : deadline);
        }

        var stuck = (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? [])
            .Select(c => c.State?.Waiting).FirstOrDefault(w => w?.Reason is { } reason && !Starting.Contains(reason));
        return stuck is null ? null : new PodVerdict.Waiting(stuck.Reason, stuck.Message ?? "", deadline);
    }

    private static string Limit(V1Pod pod) =>
        pod.Spec?.Containers?.FirstOrDefault(c => c.Name == Names.Container)?.Resources?.Limits is { } limits && limits.TryGetValue("memory", out var memory) ? $": more than its limit of {memory}" : "";

    private static string Words(V1Pod pod) => string.IsNullOrEmpty(pod.Status?.Message) ? Or(pod.Status?.Reason, "it ended without its container") : $"{pod.Status.Reason}: {pod.Status.Message}";

    private static string Or(string? text, string other) => string.IsNullOrEmpty(text) ? other : text;

    private static string Code(int code) => code > 128 ? string.Create(CultureInfo.InvariantCulture, $"signal {code - 128}") : string.Create(CultureInfo.InvariantCulture, $"exit code {code}");
}
