using System.Text.Json;
using k8s;
using k8s.Models;

namespace Filler.Node.Tests;

/// <summary>The chart, the images and a study on a real kubelet: what an administrator would look at.</summary>
[Collection(NodeCollection.Name)]
public class QuickstartTests(NodeFixture node)
{
    // FILLER_NODE_TRIALS=24 is the example as it stands.
    private static readonly int Trials = int.Parse(Environment.GetEnvironmentVariable("FILLER_NODE_TRIALS") ?? "6");

    [SkippableFact]
    public async Task The_quickstart_goes_from_apply_to_complete()
    {
        Skip.IfNot(NodeFixture.Missing is null, NodeFixture.Missing);
        var manifest = await File.ReadAllTextAsync(Path.Combine(NodeFixture.Root, "examples", "quickstart.yaml"));
        await node.KubectlAsync(StudyText.InCluster(manifest.Replace("maxTrials: 24", $"maxTrials: {Trials}")), ["apply", "-n", NodeFixture.Namespace, "-f", "-"]);

        var study = await node.UntilAsync("quickstart", TimeSpan.FromMinutes(15), s => s.Has("Complete"));

        // Status: the answer with its counts.
        var best = study.Status.GetProperty("best");
        Assert.Equal(["M-SBR", "n-SBR", "Rnd"], best.GetProperty("perClass").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.All(best.GetProperty("perClass").EnumerateArray(), c => Assert.Equal(300, c.GetProperty("total").GetInt32()));
        Assert.Contains("quickstart", await node.KubectlAsync("get", "studies", "-n", NodeFixture.Namespace));

        // Trials: each one at an end.
        var trials = JsonDocument.Parse(await node.KubectlAsync("get", "trials", "-n", NodeFixture.Namespace, "-l", "filler.dev/study=quickstart", "-o", "json")).RootElement.GetProperty("items");
        Assert.Equal(Trials, trials.GetArrayLength());
        Assert.All(trials.EnumerateArray(), t => Assert.Contains(t.GetProperty("status").GetProperty("phase").GetString(), new[] { "Succeeded", "Pruned" }));

        // Blobs: the dataset, and what the best trial left.
        var blobs = await node.BlobsAsync();
        Assert.Contains(blobs, b => b.StartsWith("datasets/", StringComparison.Ordinal) && b.EndsWith("/manifest.json", StringComparison.Ordinal));
        Assert.Contains(blobs, b => b.Contains($"/trials/{best.GetProperty("trial").GetInt32()}/", StringComparison.Ordinal) && b.EndsWith("best.safetensors", StringComparison.Ordinal));

        // Events: of the study, in words.
        var events = (await node.Client.CoreV1.ListNamespacedEventAsync(NodeFixture.Namespace)).Items;
        Assert.Contains(events, e => e.InvolvedObject is { Kind: "Study", Name: "quickstart" });
    }

    [SkippableFact]
    public async Task The_operator_runs_restricted_and_ready()
    {
        Skip.IfNot(NodeFixture.Missing is null, NodeFixture.Missing);

        var pod = Assert.Single((await node.Client.CoreV1.ListNamespacedPodAsync(NodeFixture.OperatorNamespace)).Items);

        Assert.Contains(pod.Status.Conditions, c => c is { Type: "Ready", Status: "True" });
        // The kernel's word for it, not the manifest's.
        var status = await NodeLooks.ProcessStatusAsync("Filler.Operator");
        Assert.Equal("1654", status["Uid"]);
        Assert.Equal("0000000000000000", status["CapEff"]);
        Assert.Equal("1", status["NoNewPrivs"]);
        Assert.Equal("2", status["Seccomp"]);
    }
}
