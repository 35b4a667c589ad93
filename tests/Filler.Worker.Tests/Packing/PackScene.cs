using System.Text.Json;
using Filler.Api;
using Filler.TestKit.Cluster;
using Filler.TestKit.Studies;
using k8s;
using k8s.Models;

namespace Filler.Worker.Tests.Packing;

/// <summary>A pack as a process, and a namespace of a real API server in which this scene plays the operator.</summary>
internal sealed class PackScene : IDisposable
{
    public const string PodUid = "5f0c6d3e-0000-4000-8000-000000000001";

    private readonly WorkerRun run = new();
    private readonly IKubernetes client;
    private readonly string space;
    private string dataset = "";

    private PackScene(IKubernetes client, string space) => (this.client, this.space) = (client, space);

    public WorkerRun Run => run;

    public static async Task<PackScene> SetAsync(ControlPlane plane)
    {
        await FillerResources.InstallAsync(plane.Client);
        var scene = new PackScene(plane.Client, await plane.CreateNamespaceAsync());
        scene.dataset = Assert.IsType<DatasetReadyMessage>((await scene.run.PrepareAsync(WorkerRun.Dataset)).LastWord).Digest;
        return scene;
    }

    public PackRun Start(int seats, string kubeConfig) => new(run.StartPack(seats, space, PodUid, kubeConfig));

    /// <summary>As the operator does: the Trial, its pack and order, and then the attempt.</summary>
    public async Task OrderAsync(int number, int epochs = 2, int attempt = 1)
    {
        var trial = WorkerRun.Trial(number, epochs, attempt, space);
        if (attempt == 1)
        {
            var body = JsonSerializer.SerializeToNode(trial, FillerJson.Options)!.AsObject();
            body.Remove("status");
            body["metadata"]!.AsObject().Remove("uid");
            await client.CustomObjects.CreateNamespacedCustomObjectAsync(body, ApiGroup.Name, ApiGroup.Version, space, "trials");
        }

        var order = FillerJson.Serialize(new RunOrder { Trial = trial, Dataset = dataset });
        await client.CustomObjects.PatchNamespacedCustomObjectAsync(
            new V1Patch(new { metadata = new { labels = new Dictionary<string, string> { [Packs.Label] = PodUid }, annotations = new Dictionary<string, string> { [Packs.Order] = order } } }, V1Patch.PatchType.MergePatch),
            ApiGroup.Name, ApiGroup.Version, space, "trials", trial.Metadata.Name);
        await SetStatusAsync(number, $$"""{"phase":"Running","attempt":{{attempt}},"exit":null,"stop":null}""");
    }

    public Task StopAsync(int number) => SetStatusAsync(number, """{"stop":{"kind":"Pause","reason":"rung 1"}}""");

    public Task ExitAsync(int number, int attempt = 1) => SetStatusAsync(number, $$$"""{"exit":{"attempt":{{{attempt}}},"kind":"Hung","message":"silent"}}""");

    public Task DeleteAsync(int number) => client.CustomObjects.DeleteNamespacedCustomObjectAsync(ApiGroup.Name, ApiGroup.Version, space, "trials", NameOf(number));

    public async Task<TrialStatus> UntilAsync(int number, Func<TrialStatus, bool> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var trial = (JsonElement)await client.CustomObjects.GetNamespacedCustomObjectAsync(ApiGroup.Name, ApiGroup.Version, space, "trials", NameOf(number));
            var status = trial.GetProperty("status").Deserialize<TrialStatus>(FillerJson.Options)!;
            if (holds(status)) return status;
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(90)) throw new TimeoutException($"{NameOf(number)} did not get there: {FillerJson.Serialize(status with { Epochs = [.. status.Epochs.TakeLast(1)] })}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public Task<TrialStatus> EndAsync(int number, int attempt = 1) => UntilAsync(number, s => s.Report is { End: not null } report && report.Attempt == attempt);

    public Task<TrialStatus> TrainsAsync(int number, int attempt = 1) => UntilAsync(number, s => s.Report?.Attempt == attempt && s.Epochs.Count > 0);

    public static string NameOf(int number) => $"tiny-{number:D4}";

    public void Dispose() => run.Dispose();

    private async Task SetStatusAsync(int number, string status) =>
        await client.CustomObjects.PatchNamespacedCustomObjectStatusAsync(
            new V1Patch($$"""{"status":{{status}}}""", V1Patch.PatchType.MergePatch), ApiGroup.Name, ApiGroup.Version, space, "trials", NameOf(number));
}
