using System.Net;

namespace Filler.TestKit.Cluster;

/// <summary>What a control plane consists of. The default is what most tests want: etcd, API server, controller manager, audit log.</summary>
public sealed record ControlPlaneOptions
{
    /// <summary>Garbage collection, namespaces, service accounts, pod garbage, disruption budgets.</summary>
    public bool ControllerManager { get; init; } = true;

    /// <summary>Binds pods to nodes; without it a test binds them itself.</summary>
    public bool Scheduler { get; init; }

    /// <summary>Metadata of every request in <see cref="ControlPlane.Audit"/>. Off for benchmarks.</summary>
    public bool AuditLog { get; init; } = true;

    /// <summary>Off: every list and watch reads etcd itself, so that a compaction is felt at once as 410 Gone.</summary>
    public bool WatchCache { get; init; } = true;

    /// <summary>Where the API server listens; a real node needs an address other than loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Wait for the default service account, without which pods of the default namespace are refused. Needs the controller manager.</summary>
    public bool AwaitServiceAccount { get; init; } = true;

    public IReadOnlyList<string> ApiServerArguments { get; init; } = [];

    public IReadOnlyList<string> ControllerManagerArguments { get; init; } = [];

    public IReadOnlyList<string> SchedulerArguments { get; init; } = [];
}
