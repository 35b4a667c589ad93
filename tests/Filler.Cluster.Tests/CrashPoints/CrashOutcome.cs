namespace Filler.Cluster.Tests.CrashPoints;

/// <param name="Killed">False: the study was over before that write.</param>
/// <param name="Recovery">From the start of the new process to its first write; null where nothing was left to write.</param>
internal sealed record CrashOutcome(bool Killed, TimeSpan? Recovery);
