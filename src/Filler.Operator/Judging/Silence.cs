using System.Collections.Concurrent;
using Filler.Api;

namespace Filler.Operator.Judging;

/// <summary>
/// When running attempts were last heard of, by this process's own clock: a node's clock may be wrong. It begins anew with the process, which only makes it slower.
/// </summary>
internal sealed class Silence(TimeProvider time)
{
    private readonly ConcurrentDictionary<Speaker, Heard> attempts = new();
    private readonly ConcurrentDictionary<Speaker, long> told = new();

    /// <summary>How long nothing new has come from an attempt that runs.</summary>
    /// <param name="report">The trial's latest, of whichever attempt.</param>
    public TimeSpan Of(Speaker speaker, TrialReport? report)
    {
        var said = speaker.IsOf(report) ? report!.Time : (DateTimeOffset?)null;
        var heard = attempts.AddOrUpdate(speaker, _ => new Heard(said, time.GetTimestamp(), null), (_, known) => known.Said == said ? known : new Heard(said, time.GetTimestamp(), null));
        return time.GetElapsedTime(heard.Since);
    }

    /// <summary>Notes that the API server answered and had nothing new either.</summary>
    /// <returns>How long ago it first did so in this silence.</returns>
    public TimeSpan Doubted(Speaker speaker)
    {
        var now = time.GetTimestamp();
        return attempts.TryGetValue(speaker, out var heard)
            ? time.GetElapsedTime((attempts[speaker] = heard with { DoubtedSince = heard.DoubtedSince ?? now }).DoubtedSince!.Value)
            : TimeSpan.Zero;
    }

    /// <summary>Notes that it has been told to leave.</summary>
    /// <returns>How long ago that was noted first.</returns>
    public TimeSpan SinceTold(Speaker speaker) => time.GetElapsedTime(told.GetOrAdd(speaker, _ => time.GetTimestamp()));

    public void Forget(Speaker speaker)
    {
        attempts.TryRemove(speaker, out _);
        told.TryRemove(speaker, out _);
    }

    private sealed record Heard(DateTimeOffset? Said, long Since, long? DoubtedSince);
}
