using System.Text.Json.Nodes;
using Filler.Cluster.Tests.Nodes;
using Filler.Cluster.Tests.Telemetry;
using Filler.TestKit.Cluster;
using Filler.TestKit.Nodes;
using Filler.TestKit.Studies;

namespace Filler.Cluster.Tests;

/// <summary>Logs of the operator's and the workers' own programs, as a collector of a cluster reads them.</summary>
public sealed class LogTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    [SkippableFact]
    public async Task Every_line_of_operator_and_workers_is_json_and_names_the_studys_trace()
    {
        Require();
        await using var collector = await OtlpCollector.StartAsync();
        using var node = await RealWorkers.OnAsync(Plane);
        await FillerResources.InstallAsync(Client);
        var space = await Plane.CreateNamespaceAsync("logs");
        if (await Rights.ChartRights.OnAsync(Plane) is { } rights) await rights.AdmitAsync(space);
        await using var agent = new NodeAgent(Client, space, node.RunAsync);
        agent.Start();
        await using var sut = new OperatorProcess(
            Plane.AdminKubeConfig, space, "/unused", new Dictionary<string, string>(collector.Variables) { ["FILLER_LOG_LEVEL"] = "Information", ["FILLER_WORKER_IMAGE"] = OperatorRun.WorkerImage });
        await sut.StartAsync();
        await Kubectl.RunAsync(Plane, ["apply", "-n", space, "-f", "-"], RealStudy.Manifest("logged", "persistentVolumeClaim: lab"));
        await Eventually.HoldsAsync(async () => (await FillerResources.StudyAsync(Client, "logged", space))?["status"]?["finishTime"] is not null);
        var trace = ((string)(await FillerResources.StudyAsync(Client, "logged", space))!["metadata"]!["annotations"]!["filler.dev/traceparent"]!).Split('-')[1];

        var news = Lines(sut.Log).Where(l => (string?)l["Category"] == "Filler.Operator.Telemetry.StudyNews").ToList();
        Assert.Equal(3, news.Count(l => (int)l["EventId"]! == 2002));
        Assert.Equal(3, news.Count(l => (int)l["EventId"]! == 2003));
        Assert.All(news, l => Assert.Equal(trace, l["Scopes"]!.AsArray().Select(s => (string?)s!["StudyTraceId"]).Single(id => id is not null)));
        Assert.All(news, l => Assert.Contains(l["Scopes"]!.AsArray(), s => s!["TraceId"] is not null));
        var workers = node.Logs.Where(l => l.Key.StartsWith("logged-", StringComparison.Ordinal) || l.Key.StartsWith("dataset-", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, workers.Count);
        Assert.All(workers.SelectMany(w => Lines(w.Value)), l => Assert.Equal(trace, (string?)(l["traceId"] ?? l["TraceId"])));
        Assert.Contains(workers.SelectMany(w => Lines(w.Value)), l => (string?)l["event"] == "epoch");
    }

    private static IEnumerable<JsonObject> Lines(string log) => log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject());
}
