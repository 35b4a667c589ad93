using System.Globalization;
using System.Text.Json.Nodes;
using Filler.Api;
using Filler.TestKit.Studies;

namespace Filler.Bench.Operator;

/// <summary>The operator's memory with a long history: one study's record as the operator left it, copied into etcd as ten studies of finished trials.</summary>
internal static class MemoryBench
{
    private const int Studies = 10;

    public static async Task<int> RunAsync(int trials, TextWriter output)
    {
        await using var scene = await BenchScene.ArrangeAsync();
        await scene.ApplyAsync(BenchStudy.Named("first", 1, 1));
        await scene.FinishAsync(["first"], TimeSpan.FromMinutes(1));
        var empty = await StartedAnewAsync(scene);

        await scene.Operator.KillAsync();
        await CopyAsync(scene, trials / Studies);
        var full = await StartedAnewAsync(scene);
        await output.WriteLineAsync($"memory with {trials} finished trials in {Studies} studies: {full:0} MiB, with one trial {empty:0} MiB: {(full - empty) / trials * 1000:0.0} MiB for each 1,000 (bar 400 / 20, stretch 200 / 8)");
        return 0;
    }

    private static async Task<double> StartedAnewAsync(BenchScene scene)
    {
        await scene.Operator.KillAsync();
        await scene.Operator.StartAsync();
        await scene.Figures.AwaitAsync();
        // Caches filled, the lease held, every study looked at.
        await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System);
        return scene.Figures.MemoryMiB();
    }

    private static async Task CopyAsync(BenchScene scene, int trials)
    {
        var study = (await FillerResources.StudyAsync(scene.ControlPlane.Client, "first", scene.Namespace))!;
        var trial = (await FillerResources.TrialsAsync(scene.ControlPlane.Client, scene.Namespace))[0];
        foreach (var s in Enumerable.Range(0, Studies))
        {
            var (name, uid) = ($"copy-{s}", Guid.NewGuid().ToString());
            await StoreAsync(scene, "studies", Renamed(study, study, name, uid));
            foreach (var number in Enumerable.Range(0, trials))
            {
                var copy = Renamed(trial, study, name, uid);
                (copy["metadata"]!["name"], copy["metadata"]!["uid"]) = (Trial.NameOf(name, number), Guid.NewGuid().ToString());
                (copy["spec"]!["number"], copy["spec"]!["configuration"]) = (number, number);
                copy["spec"]!["parameters"]!["training.learningRate"] = 1e-4 * (1 + number);
                await StoreAsync(scene, "trials", copy);
            }
        }
    }

    private static JsonObject Renamed(JsonObject of, JsonObject study, string name, string uid)
    {
        var text = of.ToJsonString().Replace((string)study["metadata"]!["uid"]!, uid, StringComparison.Ordinal)
            .Replace($"\"{(string)study["metadata"]!["name"]!}\"", $"\"{name}\"", StringComparison.Ordinal);
        var copy = JsonNode.Parse(text)!.AsObject();
        copy["metadata"]!.AsObject().Remove("resourceVersion");
        return copy;
    }

    private static Task StoreAsync(BenchScene scene, string plural, JsonObject item) =>
        scene.ControlPlane.StoreAsync(string.Create(CultureInfo.InvariantCulture, $"/registry/{ApiGroup.Name}/{plural}/{scene.Namespace}/{item["metadata"]!["name"]}"), item.ToJsonString());
}
