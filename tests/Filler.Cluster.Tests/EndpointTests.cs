using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Filler.Cluster.Tests.Rights;
using Filler.TestKit.Cluster;
using Filler.TestKit.Studies;

namespace Filler.Cluster.Tests;

public sealed partial class EndpointTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    /// <summary>A panel over a metric that nobody makes stays empty for ever and says nothing.</summary>
    [SkippableFact]
    public async Task Every_query_of_the_dashboards_names_metrics_that_exist()
    {
        cluster.Require();
        var space = await ChartRights.OnAsync(cluster.ControlPlane) is null ? "default" : ChartRights.ReleaseNamespace;
        await using var run = await OperatorRun.StartAsync(cluster.ControlPlane, options: o => o with { LeaderElection = true, PodNamespace = space });
        await run.ApplyAsync(TinyStudy.Named("panels"));
        await run.UntilAsync("panels", s => s.Status?.FinishTime is not null);
        var metrics = await run.AnswerAsync("/metrics");
        var known = MetricNames().Matches(metrics).Select(m => m.Value).ToHashSet();

        var queries = Directory.EnumerateFiles(Path.Combine(BuiltFiles.Root, "charts", "filler-operator", "files", "dashboards"), "*.json")
            .SelectMany(f => JsonNode.Parse(File.ReadAllText(f))!["panels"]!.AsArray()).SelectMany(p => p!["targets"]!.AsArray()).Select(t => (string)t!["expr"]!).ToList();

        Assert.True(queries.Count >= 14);
        Assert.Equal([], queries.SelectMany(q => QueriedNames().Matches(q).Select(m => m.Value)).Where(n => !known.Contains(n)).Distinct());
    }

    [GeneratedRegex("^[a-z][a-z0-9_]+(?=[{ ])", RegexOptions.Multiline)]
    private static partial Regex MetricNames();

    [GeneratedRegex("\\b(filler|kubernetes|dotnet)_[a-z0-9_]+")]
    private static partial Regex QueriedNames();

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
