using System.Collections.Concurrent;
using Filler.Api;
using k8s.Models;

namespace Filler.Operator.Judging;

/// <summary>
/// When running attempts were last heard of, by this process's own clock: a node's clock may be wrong. It begins anew with the process, which only makes it slower.
/// </summary>
internal sealed class Silence(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Heard> attempts = new();

    /// <summary>How long nothing new has come from a pod that runs.</summary>
    /// <param name="report">The trial's latest, of whichever attempt.</param>
    public TimeSpan Of(V1Pod pod, TrialReport? report)
    {
        var said = report?.PodUid == pod.Metadata.Uid ? report.Time : (DateTimeOffset?)null;
        var heard = attempts.AddOrUpdate(
            pod.Metadata.Uid, _ => new Heard(said, time.GetTimestamp(), null), (_, known) => known.Said == said ? known : new Heard(said, time.GetTimestamp(), null));
        return time.GetElapsedTime(heard.Since);
    }

    /// <summary>Notes that the API server answered and had nothing new either.</summary>
    /// <returns>How long ago it first did so in this silence.</returns>
    public TimeSpan Doubted(V1Pod pod)
    {
        var now = time.GetTimestamp();
        return attempts.TryGetValue(pod.Metadata.Uid, out var heard)
            ? time.GetElapsedTime((attempts[pod.Metadata.Uid] = heard with { DoubtedSince = heard.DoubtedSince ?? now }).DoubtedSince!.Value)
            : TimeSpan.Zero;
    }

    public void Forget(string pod) => attempts.TryRemove(pod, out _);

    private sealed record Heard(DateTimeOffset? Said, long Since, long? DoubtedSince);
}
