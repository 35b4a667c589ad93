using Filler.Api;
using Filler.Cluster.Tests.Nodes;
using Filler.TestKit.Azurite;
using Filler.TestKit.Cluster;
using Filler.TestKit.Studies;
using k8s;

namespace Filler.Cluster.Tests;

/// <summary>The real worker program in the place of pods: real images, real training.</summary>
public sealed class RealWorkerTests(ControlPlaneFixture cluster, AzuriteFixture azurite) : IClassFixture<ControlPlaneFixture>, IClassFixture<AzuriteFixture>
{
    [SkippableFact]
    public async Task A_study_is_applied_trained_and_answered_with_its_blobs_in_Azure_storage()
    {
        cluster.Require();
        azurite.Require();
        var plane = cluster.ControlPlane;
        using var node = await RealWorkers.OnAsync(plane);
        await using var run = await OperatorRun.StartAsync(plane, node.RunAsync, o => o with { StudySecrets = true });
        var azure = await new AzureStore(azurite.Server).CreateAsync(run.Client, run.Namespace);

        await Kubectl.RunAsync(plane, ["apply", "-n", run.Namespace, "-f", "-"], RealStudy.Manifest("real", $"azure: {{ account: {AzuriteServer.Account}, container: {azure.Container}, credentialSecret: {AzureStore.Secret} }}"));
        var study = await UntilEndAsync(run, node, "real");

        Assert.Equal("Complete", study.Status!.Phase);
        Assert.Equal(3, study.Status.Trials.Succeeded);
        Assert.DoesNotContain(study.Status.Conditions, c => c.Type == "StoreOpen");
        var text = await Kubectl.RunAsync(plane, ["get", "study", "real", "-n", run.Namespace, "-o", "yaml"]);
        Assert.Matches(@"best:(.|\n)*training\.learningRate: 0\.00", text);
        Assert.Matches(@"perClass:\n(.|\n)*- accuracy: (.|\n)*name: gathered\n(.|\n)*total: 12\n(.|\n)*name: random\n(.|\n)*total: 12\n", text);

        string[] keys = [.. await azure.Blobs.ListAsync("datasets", CancellationToken.None), .. await azure.Blobs.ListAsync("studies", CancellationToken.None)];
        Assert.Contains(keys, k => k == $"datasets/{Assert.Single(study.Status.Datasets).Digest}/manifest.json");
        Assert.Equal(3, keys.Count(k => k.EndsWith("/attempt-1/result.json", StringComparison.Ordinal)));
        Assert.Contains(study.Status.Best!.Checkpoint, keys);
        Assert.Contains(keys, k => k.StartsWith($"studies/{run.Namespace}/real-{study.Metadata.Uid}/trials/0/", StringComparison.Ordinal));
        Assert.All(await run.TrialsAsync(), t => Assert.Equal((TrialPhase.Succeeded, 1, "cpu"), (t.Status.Phase, t.Status.Attempt, t.Status.Result!.Device)));
    }

    [SkippableFact]
    public async Task A_store_that_refuses_the_operator_costs_no_result()
    {
        cluster.Require();
        azurite.Require();
        await using var run = await OperatorRun.StartAsync(cluster.ControlPlane, options: o => o with { StudySecrets = true });
        var azure = await new AzureStore(azurite.Server).CreateAsync(run.Client, run.Namespace, key: Convert.ToBase64String("not the account's key"u8));
        var study = TinyStudy.Named("refused");

        await run.ApplyAsync(study with
        {
            Spec = study.Spec with { Storage = new StorageSpec { Azure = new AzureStorageSpec { Account = AzuriteServer.Account, Container = azure.Container, CredentialSecret = AzureStore.Secret } } },
        });
        var end = await run.UntilAsync("refused", s => s.Status?.FinishTime is not null);

        Assert.Equal(("Complete", 4), (end.Status!.Phase, end.Status.Trials.Succeeded));
        Assert.Equal(["aggregated", "random"], end.Status.Best!.PerClass.Select(c => c.Name));
        var open = end.Status.Conditions.Single(c => c.Type == "StoreOpen");
        Assert.Equal(("False", "ForPodsAlone"), (open.Status, open.Reason));
        Assert.Contains("access is refused (403", open.Message);
    }

    [SkippableFact]
    public async Task Results_on_a_volume_that_only_pods_mount_come_by_the_pods_last_words()
    {
        cluster.Require();
        var plane = cluster.ControlPlane;
        using var node = await RealWorkers.OnAsync(plane);
        await using var run = await OperatorRun.StartAsync(plane, node.RunAsync);

        await Kubectl.RunAsync(plane, ["apply", "-n", run.Namespace, "-f", "-"], RealStudy.Manifest("volume", "persistentVolumeClaim: lab"));
        var study = await UntilEndAsync(run, node, "volume");

        Assert.Equal(("Complete", 3), (study.Status!.Phase, study.Status.Trials.Succeeded));
        Assert.Equal(24, study.Status.Best!.ConfusionMatrix.Sum(row => row.Sum()));
        Assert.Equal("ForPodsAlone", study.Status.Conditions.Single(c => c.Type == "StoreOpen").Reason);
        Assert.True(File.Exists(Path.Combine(node.Claim("lab"), study.Status.Best.Checkpoint!)));
        Assert.All(await run.TrialsAsync(), t => Assert.Equal((1, 0), (t.Status.Attempt, t.Status.Crashes)));
    }

    [SkippableFact]
    public async Task Trials_share_a_pod_as_processes_of_their_own_and_their_last_words_come_by_its_worker()
    {
        cluster.Require();
        var plane = cluster.ControlPlane;
        using var node = await RealWorkers.OnAsync(plane);
        await using var run = await OperatorRun.StartAsync(plane, node.RunAsync);

        await Kubectl.RunAsync(plane, ["apply", "-n", run.Namespace, "-f", "-"], RealStudy.Manifest("shared", "persistentVolumeClaim: lab").Replace("trial: { device: cpu }", "trial: { device: cpu, packing: 2 }"));
        var study = await UntilEndAsync(run, node, "shared");
        await Eventually.HoldsAsync(() => Task.FromResult(node.Logs.ContainsKey("shared-pack-0")));

        Assert.Equal(("Complete", 3), (study.Status!.Phase, study.Status.Trials.Succeeded));
        Assert.Equal(24, study.Status.Best!.ConfusionMatrix.Sum(row => row.Sum()));
        Assert.Equal("ForPodsAlone", study.Status.Conditions.Single(c => c.Type == "StoreOpen").Reason);
        Assert.All(await run.TrialsAsync(), t => Assert.Equal((TrialPhase.Succeeded, 1, 0, 2), (t.Status.Phase, t.Status.Attempt, t.Status.Crashes, t.Status.Packed!.Count)));
        Assert.Equal(["dataset", "shared"], node.Logs.Keys.Select(name => name.Split('-')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(3, node.Logs["shared-pack-0"].Split("\"event\":\"finished\"").Length - 1);
    }

    [SkippableFact]
    public async Task A_drained_trial_goes_on_from_its_checkpoint_on_another_node()
    {
        cluster.Require();
        var plane = cluster.ControlPlane;
        using var node = await RealWorkers.OnAsync(plane);
        await using var run = await OperatorRun.StartAsync(plane, node.RunAsync);
        await Kubectl.RunAsync(plane, ["apply", "-n", run.Namespace, "-f", "-"], RealStudy.Manifest("drain", "persistentVolumeClaim: lab").Replace("epochs: 2", "epochs: 10000").Replace("maxTrials: 3", "maxTrials: 1"));
        await Eventually.HoldsAsync(async () => await run.TrialsAsync() is [{ Status.Epochs.Count: > 0 }]);

        await PodReports.DrainAsync(run.Client, await run.Client.CoreV1.ReadNamespacedPodAsync("drain-0000-1", run.Namespace));
        await Eventually.HoldsAsync(async () => (await run.TrialsAsync())[0].Status is { Attempt: 2, Report.Attempt: 2, Epochs.Count: > 0 });

        var trial = (await run.TrialsAsync())[0].Status;
        Assert.Equal((0, true), (trial.Crashes, trial.ResumedFrom > 0));
        await Kubectl.RunAsync(plane, ["delete", "study", "drain", "-n", run.Namespace, "--wait=true", "--timeout=60s"]);
        await Eventually.HoldsAsync(() => Task.FromResult(node.Logs.ContainsKey("drain-0000-2")));
        Assert.Matches("\"event\":\"started\".*\"resumed\":\\[\\{\"epoch\":1", node.Logs["drain-0000-2"]);
    }

    private static async Task<Study> UntilEndAsync(OperatorRun run, PodProcess node, string name)
    {
        try
        {
            return await run.UntilAsync(name, s => s.Status?.FinishTime is not null);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{string.Join('\n', node.Logs.Select(l => $"{l.Key}: {l.Value}"))}");
        }
    }
}
