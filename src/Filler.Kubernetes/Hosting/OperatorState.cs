using Filler.Kubernetes.Leadership;

namespace Filler.Kubernetes.Hosting;

/// <summary>For health endpoints and dashboards. Alive is the process; ready is one whose caches are filled, leader or not.</summary>
public sealed class OperatorState
{
    private volatile bool cachesSynced;

    /// <summary>All caches have their first listing.</summary>
    public bool CachesSynced
    {
        get => cachesSynced;
        internal set => cachesSynced = value;
    }

    /// <summary>This process works; always true after the caches are filled when there is no election.</summary>
    public bool IsLeader => CachesSynced && (Lease?.IsLeader ?? true);

    /// <summary>Identity of the leader as last seen; empty when unknown or without election.</summary>
    public string Leader => Lease?.Holder ?? "";

    internal LeaderLease? Lease { get; set; }
}
