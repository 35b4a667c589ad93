using Filler.Kubernetes.Queues;

namespace Filler.Kubernetes.Controllers;

/// <summary>How one controller works off its queue.</summary>
public sealed class ControllerOptions
{
    /// <summary>In logs, figures and traces. The default is the controller's type.</summary>
    public string Name { get; set; } = "";

    /// <summary>Objects at a time.</summary>
    public int Workers { get; set; } = 2 * Environment.ProcessorCount;

    /// <summary>One reconciliation's longest time; then it is cancelled and counts as failed.</summary>
    public TimeSpan ReconciliationTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>An object's wait after its failures.</summary>
    public ExponentialBackoff Backoff { get; set; } = ExponentialBackoff.Default;

    /// <summary>Retries of all objects together, in the long run.</summary>
    public double RetriesPerSecond { get; set; } = 10;

    /// <summary>Retries of all objects together, at once.</summary>
    public int RetryBurst { get; set; } = 100;
}
