namespace Filler.Cluster.Tests.CrashPoints;

/// <param name="Write">The operator's n-th write to the API server, from 1; renewals of its lease do not count.</param>
public sealed record CrashPoint(int Write, CrashKind Kind);
