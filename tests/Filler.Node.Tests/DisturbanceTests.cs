using k8s;
using k8s.Models;

namespace Filler.Node.Tests;

/// <summary>What only a real kubelet does to a trial's pod.</summary>
[Collection(NodeCollection.Name)]
public class DisturbanceTests(NodeFixture node)
{
    // More than the test waits for.
    private const int Enough = 2000;

    [SkippableFact]
    public async Task A_trial_over_its_memory_limit_is_tried_again_and_then_fails_for_that()
    {
        Skip.IfNot(NodeFixture.Missing is null, NodeFixture.Missing);
        await node.KubectlAsync(StudyText.Small("hungry", epochs: 3, retries: 1, limits: "memory: 96Mi"), ["apply", "-n", NodeFixture.Namespace, "-f", "-"]);

        var study = await node.UntilAsync("hungry", TimeSpan.FromMinutes(5), s => s.Has("Failed"));

        var trial = await node.TrialAsync("hungry-0000");
        Assert.Equal("Failed", trial.GetProperty("phase").GetString());
        Assert.Equal(2, trial.GetProperty("attempt").GetInt32());
        Assert.Contains("memory", trial.GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.False(study.Has("Complete"));
    }

    [SkippableFact]
    public async Task A_killed_process_of_a_shared_pod_costs_its_own_trial_alone()
    {
        Skip.IfNot(NodeFixture.Missing is null, NodeFixture.Missing);
        var study = StudyText.Small("shared", epochs: 40, retries: 1, limits: "memory: 4Gi");
        await node.KubectlAsync(study.Replace("maxTrials: 1", "maxTrials: 3\n    parallelTrials: 2").Replace("retries: 1", "retries: 1\n    packing: 2"), ["apply", "-n", NodeFixture.Namespace, "-f", "-"]);
        foreach (var trial in new[] { "shared-0000", "shared-0001" }) await node.UntilEpochAsync(trial, 1);

        var pack = Assert.Single((await node.Client.CoreV1.ListNamespacedPodAsync(NodeFixture.Namespace, labelSelector: "filler.dev/study=shared,filler.dev/seats")).Items);
        await NodeLooks.KillProcessAsync("shared-0001-1");
        var second = await node.UntilAttemptAsync("shared-0001", 2);
        var same = await node.Client.CoreV1.ReadNamespacedPodAsync(pack.Name(), NodeFixture.Namespace);
        await node.UntilAsync("shared", TimeSpan.FromMinutes(5), s => s.Has("Complete"));

        Assert.Equal(("shared-pack-0", pack.Uid(), 0), (same.Name(), same.Uid(), Assert.Single(same.Status.ContainerStatuses).RestartCount));
        Assert.Equal(1, second.GetProperty("crashes").GetInt32());
        foreach (var (trial, attempts) in new[] { ("shared-0000", 1), ("shared-0001", 2), ("shared-0002", 1) })
        {
            var status = await node.TrialAsync(trial);
            Assert.Equal(("Succeeded", attempts), (status.GetProperty("phase").GetString(), status.GetProperty("attempt").GetInt32()));
        }

        await node.UntilAsync(async () => (await node.Client.CoreV1.ListNamespacedPodAsync(NodeFixture.Namespace, labelSelector: "filler.dev/seats")).Items.Count == 0, "no pack of the finished study");
    }

    [SkippableFact]
    public async Task An_evicted_and_a_deleted_pod_cost_the_trial_nothing()
    {
        Skip.IfNot(NodeFixture.Missing is null, NodeFixture.Missing);
        await node.KubectlAsync(StudyText.Small("patient", Enough, retries: 0, limits: "ephemeral-storage: 256Mi", "deleteAll"), ["apply", "-n", NodeFixture.Namespace, "-f", "-"]);

        // Evicted by the kubelet itself: its scratch grows over the limit.
        var first = await node.UntilEpochAsync("patient-0000", 1);
        var pod = await node.Client.CoreV1.ReadNamespacedPodAsync("patient-0000-1", NodeFixture.Namespace);
        await node.FillScratchAsync(pod.Uid(), megabytes: 400);
        var second = await node.UntilAttemptAsync("patient-0000", 2);
        Assert.True(second.GetProperty("resumedFrom").GetInt32() >= first - 1, $"resumed from {second.GetProperty("resumedFrom")} after epoch {first}");

        // Deleted by hand.
        await node.UntilEpochAsync("patient-0000", second.GetProperty("resumedFrom").GetInt32() + 2);
        await node.KubectlAsync("delete", "pod", "patient-0000-2", "-n", NodeFixture.Namespace, "--wait=false");
        var third = await node.UntilAttemptAsync("patient-0000", 3);
        Assert.True(third.GetProperty("resumedFrom").GetInt32() > second.GetProperty("resumedFrom").GetInt32());
        Assert.False(third.TryGetProperty("crashes", out var crashes) && crashes.GetInt32() > 0, "neither is the trial's fault");

        // The study goes at any moment: its pods end, its blobs with it.
        await node.UntilEpochAsync("patient-0000", third.GetProperty("resumedFrom").GetInt32() + 1);
        await node.KubectlAsync("delete", "study", "patient", "-n", NodeFixture.Namespace, "--timeout=120s");
        await node.UntilAsync(async () => (await node.Client.CoreV1.ListNamespacedPodAsync(NodeFixture.Namespace, labelSelector: "filler.dev/study=patient")).Items.Count == 0, "no pod of the deleted study");
        Assert.DoesNotContain(await node.BlobsAsync(), b => b.Contains("/patient-", StringComparison.Ordinal));
    }
}
