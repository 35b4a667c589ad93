using Filler.Kubernetes.Entities;
using k8s;

namespace Filler.Kubernetes.Hosting;

/// <summary>What all controllers of one operator share.</summary>
public sealed class OperatorSettings
{
    /// <summary>Name of the lease, and of the operator in events.</summary>
    public string Name { get; set; } = "operator";

    /// <summary>Who writes, in managed fields and as owner of fields in server-side apply. Null: <see cref="Name"/>.</summary>
    public string? FieldManager { get; set; }

    /// <summary>The one namespace that is watched; null: all.</summary>
    public string? Namespace { get; set; }

    /// <summary>Only one process at a time works. Off for a single process, or on a laptop.</summary>
    public bool EnableLeaderElection { get; set; }

    /// <summary>Where the lease is; usually the operator's own namespace.</summary>
    public string LeaseNamespace { get; set; } = "default";

    /// <summary>
    /// Unlike that of any other process that may run at the same time. A process that starts under the identity that holds the lease leads at once: give a
    /// pod's name, so that its container, started again, does not wait for its own lease to run out. The default is the machine's name and a random number.
    /// </summary>
    public string Identity { get; set; } = $"{Environment.MachineName}_{Guid.NewGuid():N}";

    /// <inheritdoc cref="Leadership.LeaseOptions.LeaseDuration"/>
    public TimeSpan LeaderElectionLeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc cref="Leadership.LeaseOptions.RenewDeadline"/>
    public TimeSpan LeaderElectionRenewDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc cref="Leadership.LeaseOptions.RetryPeriod"/>
    public TimeSpan LeaderElectionRetryPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Objects get the finalizers of their type before they are reconciled.</summary>
    public bool AutoAttachFinalizers { get; set; } = true;

    /// <summary>A finalizer that succeeded is taken away.</summary>
    public bool AutoDetachFinalizers { get; set; } = true;

    /// <summary>How long reconciliations that have begun may go on after a stop.</summary>
    public TimeSpan GracefulShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How the API server is reached. Null: <c>KUBECONFIG</c>, <c>~/.kube/config</c>, or the pod's own account.</summary>
    public KubernetesClientConfiguration? ClientConfiguration { get; set; }

    /// <summary>The JSON of types that are not Kubernetes' own.</summary>
    public EntityJson Json { get; } = new();

    /// <summary>Spreads periodic work of several processes.</summary>
    public int JitterSeed { get; set; } = Environment.ProcessId;
}
