using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Filler.Api;
using Filler.TestKit.Cluster;
using Filler.TestKit.Studies;
using k8s;
using k8s.Models;

namespace Filler.Worker.Tests.Cluster;

/// <summary>The worker against a real API server.</summary>
public sealed class TrialReportTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>, IDisposable
{
    private readonly WorkerRun run = new();
    private string space = "";

    public void Dispose() => run.Dispose();

    [SkippableFact]
    public async Task The_status_holds_every_epoch_in_the_end()
    {
        var end = await TrainAsync(attempt: 2, current: 2);

        Assert.Equal(0, end.Code);
        var status = await StatusAsync();
        Assert.Equal(3, status.Epochs.Count);
        Assert.Equal((2, "pod-1", "cpu"), (status.Report!.Attempt, status.Report.PodUid, status.Report.Device));
        Assert.True(status.Network!.Weights > 0 && status.Report.ImagesPerSecond > 0);
    }

    [SkippableFact]
    public async Task The_report_of_an_older_attempt_is_refused()
    {
        var end = await TrainAsync(attempt: 1, current: 2);

        Assert.Equal(0, end.Code);
        Assert.Contains("attempt 1 is not the current attempt of Trial", end.Error, StringComparison.Ordinal);
        var status = await StatusAsync();
        Assert.Empty(status.Epochs);
        Assert.Null(status.Report);
    }

    [Fact]
    public async Task An_API_server_that_cannot_be_reached_costs_the_report_alone()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        var port = ((IPEndPoint)socket.LocalEndpoint).Port;
        socket.Stop();
        var config = run.At("kubeconfig");
        await File.WriteAllTextAsync(config, $$"""
            apiVersion: v1
            kind: Config
            clusters: [{ name: c, cluster: { server: "http://127.0.0.1:{{port}}" } }]
            contexts: [{ name: c, context: { cluster: c, user: u } }]
            users: [{ name: u, user: {} }]
            current-context: c
            """);

        var end = await TrainAsync(1, config, "lab");

        Assert.Equal(0, end.Code);
        Assert.IsType<TrialFinishedMessage>(end.LastWord);
        Assert.Contains("training goes on, the result goes to the store", end.Error, StringComparison.Ordinal);
    }

    private async Task<WorkerRun.WorkerEnd> TrainAsync(int attempt, int current)
    {
        cluster.Require();
        space = await cluster.ControlPlane.CreateNamespaceAsync();
        await FillerResources.InstallAsync(cluster.ControlPlane.Client);
        var trial = run.WriteTrial(3, attempt, space);
        var objects = cluster.ControlPlane.Client.CustomObjects;
        var body = JsonSerializer.Deserialize<JsonElement>(FillerJson.Serialize(trial));
        await objects.CreateNamespacedCustomObjectAsync(body, ApiGroup.Name, ApiGroup.Version, space, "trials");
        await objects.PatchNamespacedCustomObjectStatusAsync(
            new V1Patch(new { status = new { attempt = current } }, V1Patch.PatchType.MergePatch), ApiGroup.Name, ApiGroup.Version, space, "trials", "tiny-0000");
        return await TrainAsync(attempt, cluster.ControlPlane.AdminKubeConfig, space);
    }

    private async Task<WorkerRun.WorkerEnd> TrainAsync(int attempt, string config, string inNamespace)
    {
        var ready = Assert.IsType<DatasetReadyMessage>((await run.PrepareAsync(WorkerRun.Dataset)).LastWord);
        run.WriteTrial(3, attempt, inNamespace);
        return await run.EndAsync(run.StartTrial(ready.Digest, new()
        {
            [WorkerEnvironment.Report] = WorkerEnvironment.ReportToKubernetes,
            [WorkerEnvironment.PodUid] = "pod-1",
            ["KUBECONFIG"] = config,
        }));
    }

    private async Task<TrialStatus> StatusAsync()
    {
        var found = (JsonElement)await cluster.ControlPlane.Client.CustomObjects.GetNamespacedCustomObjectAsync(
            ApiGroup.Name, ApiGroup.Version, space, "trials", "tiny-0000");
        return found.GetProperty("status").Deserialize<TrialStatus>(FillerJson.Options)!;
    }
}
