using Filler.TestKit.Cluster;

namespace Filler.Cluster.Tests;

public sealed class EndpointTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    [SkippableFact]
    public async Task Prometheus_and_the_probes_are_answered()
    {
        cluster.Require();
        await using var run = await OperatorRun.StartAsync(cluster.ControlPlane);
        await run.ApplyAsync(TinyStudy.Named("metrics"));
        await run.UntilAsync("metrics", s => s.Status?.FinishTime is not null);

        var metrics = await run.AnswerAsync("/metrics");

        Assert.Contains("kubernetes_reconcile_duration_seconds_count", metrics);
        Assert.Contains("kubernetes_client_request_duration_seconds_count", metrics);
        Assert.Equal("ok", await run.AnswerAsync("/healthz"));
        Assert.Equal("ok", await run.AnswerAsync("/readyz"));
    }
}
