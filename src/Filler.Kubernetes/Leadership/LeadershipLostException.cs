namespace Filler.Kubernetes.Leadership;

/// <summary>Another process may be the leader by now; nothing was written.</summary>
public sealed class LeadershipLostException(string message) : Exception(message);
