using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Filler.Kubernetes.Telemetry;

/// <summary>The runtime's one meter and one activity source; both are named <see cref="Name"/>.</summary>
public static class RuntimeTelemetry
{
    public const string Name = "Filler.Kubernetes";

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Requests = Meter.CreateHistogram<double>("kubernetes.client.request.duration", "s", "API calls until the answer's head, by verb, resource and code");
    private static readonly Histogram<double> Reconciles = Meter.CreateHistogram<double>("kubernetes.reconcile.duration", "s", "Reconciliations by controller and outcome");
    private static readonly UpDownCounter<int> Active = Meter.CreateUpDownCounter<int>("kubernetes.reconcile.active", null, "Reconciliations running");
    private static readonly UpDownCounter<int> Depth = Meter.CreateUpDownCounter<int>("kubernetes.workqueue.depth", null, "Keys ready and not taken");
    private static readonly Counter<long> Adds = Meter.CreateCounter<long>("kubernetes.workqueue.adds", null, "Keys that became ready");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("kubernetes.workqueue.retries", null, "Keys added again after a failure");
    private static readonly Histogram<double> Waits = Meter.CreateHistogram<double>("kubernetes.workqueue.queue.duration", "s", "From ready to taken");
    private static readonly Counter<long> Restarts = Meter.CreateCounter<long>("kubernetes.watch.restarts", null, "Watches begun again, by resource and reason");
    private static readonly Counter<long> Events = Meter.CreateCounter<long>("kubernetes.events", null, "Events by outcome: written, dropped, failed");
    private static readonly UpDownCounter<int> Leading = Meter.CreateUpDownCounter<int>("kubernetes.leader", null, "1 while this process leads");

    public static ActivitySource Activities { get; } = new(Name);

    internal static void ApiCall(string verb, string resource, string code, TimeSpan duration) =>
        Requests.Record(duration.TotalSeconds, new("verb", verb), new("resource", resource), new("code", code));

    internal static void Reconciled(string controller, string outcome, TimeSpan duration) =>
        Reconciles.Record(duration.TotalSeconds, new("controller", controller), new("outcome", outcome));

    internal static void Running(string controller, int change) => Active.Add(change, new KeyValuePair<string, object?>("controller", controller));

    internal static void QueueDepth(string queue, int change)
    {
        Depth.Add(change, new KeyValuePair<string, object?>("queue", queue));
        if (change > 0)
            Adds.Add(change, new KeyValuePair<string, object?>("queue", queue));
    }

    internal static void QueueWait(string queue, TimeSpan duration) => Waits.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("queue", queue));

    internal static void Retry(string queue) => Retries.Add(1, new KeyValuePair<string, object?>("queue", queue));

    internal static void WatchRestart(string resource, string reason) => Restarts.Add(1, new("resource", resource), new("reason", reason));

    internal static void EventOutcome(string outcome) => Events.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    internal static void Leader(int change) => Leading.Add(change);
}
