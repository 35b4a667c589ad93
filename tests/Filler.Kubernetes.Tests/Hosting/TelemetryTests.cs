using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Filler.Kubernetes.Telemetry;
using Filler.TestKit.Cluster;
using k8s;

namespace Filler.Kubernetes.Tests.Hosting;

public class TelemetryTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    [SkippableFact]
    public async Task A_reconciliation_leaves_figures_and_a_span()
    {
        cluster.Require();
        var figures = new ConcurrentDictionary<string, string>();
        using var meters = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Name == RuntimeTelemetry.Name) l.EnableMeasurementEvents(i); } };
        meters.SetMeasurementEventCallback<double>((i, _, tags, _) => figures[i.Name + Text(tags)] = "");
        meters.SetMeasurementEventCallback<long>((i, _, tags, _) => figures[i.Name + Text(tags)] = "");
        meters.Start();
        var spans = new ConcurrentBag<Activity>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = s => s.Name == RuntimeTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(activities);
        var (space, log) = (await cluster.ControlPlane.CreateNamespaceAsync("telemetry"), new MirrorLog { FailuresLeft = 1 });
        using var host = await MirrorOperator.StartAsync(cluster.ControlPlane.AdminKubeConfig, space, log);

        await cluster.ControlPlane.Client.CoreV1.CreateNamespacedConfigMapAsync(
            MirrorOperator.Source("a", space, "1"), space, cancellationToken: CancellationToken.None);
        await Eventually.HoldsAsync(() => spans.Any(s => s.GetTagItem("k8s.namespace.name") as string == space && s.Status != ActivityStatusCode.Error));
        await host.StopAsync();

        Assert.Contains(spans, s => s.DisplayName == "reconcile ConfigMap" && s.GetTagItem("k8s.namespace.name") as string == space && s.Status == ActivityStatusCode.Error);
        Assert.Subset(
            figures.Keys.ToHashSet(),
            new HashSet<string>
            {
                "kubernetes.reconcile.duration controller=MirrorController outcome=error",
                "kubernetes.reconcile.duration controller=MirrorController outcome=success",
                "kubernetes.workqueue.retries queue=MirrorController",
                "kubernetes.workqueue.queue.duration queue=MirrorController",
                "kubernetes.client.request.duration verb=apply resource=secrets code=201",
                "kubernetes.client.request.duration verb=watch resource=configmaps code=200",
            });

        static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = "";
            foreach (var tag in tags)
                text += $" {tag.Key}={tag.Value}";
            return text;
        }
    }
}
