using Filler.Api;
using Filler.TestKit.Cluster;
using Filler.TestKit.Studies;
using k8s;

namespace Filler.Cluster.Tests;

/// <summary>A deleted study leaves nothing behind but the blobs that its retention says.</summary>
public sealed class DeletionTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    [SkippableTheory]
    [InlineData(Retentions.Keep, true, true)]
    [InlineData(Retentions.DeleteTrials, false, true)]
    [InlineData(Retentions.DeleteAll, false, false)]
    public async Task Trials_and_pods_go_at_once_and_blobs_by_retention(string retention, bool results, bool datasets)
    {
        Require();
        await using var run = await StartAsync((_, deleted) => UntilDeletedAsync(deleted));
        var study = TinyStudy.Named("gone");
        // In the middle of its work, with a pod that runs.
        await run.ApplyAsync(study with { Spec = study.Spec with { Storage = new StorageSpec { Retention = retention } } });
        await run.UntilAsync("gone", s => s.Status?.Trials is { Succeeded: 3, Running: 1 });
        Assert.Equal((true, true), Left(run));

        await run.Client.CustomObjects.DeleteNamespacedCustomObjectAsync(ApiGroup.Name, ApiGroup.Version, run.Namespace, "studies", "gone");
        await Eventually.HoldsAsync(async () =>
            !await run.ExistsAsync("gone") && (await run.TrialsAsync()).Count == 0 && (await run.Client.CoreV1.ListNamespacedPodAsync(run.Namespace)).Items.Count == 0);

        Assert.Equal((results, datasets), Left(run));
    }

    [SkippableFact]
    public async Task A_dataset_that_another_study_uses_stays()
    {
        Require();
        await using var run = await StartAsync((_, _, _) => Task.FromResult<Filler.TestKit.Nodes.ContainerEnd?>(null));
        var study = TinyStudy.Named("first");
        await run.ApplyAsync(study with { Spec = study.Spec with { Storage = new StorageSpec { Retention = Retentions.DeleteAll } } });
        await run.UntilAsync("first", s => s.Status?.FinishTime is not null);
        await run.ApplyAsync(TinyStudy.Named("second"));
        await run.UntilAsync("second", s => s.Status?.FinishTime is not null);

        await run.Client.CustomObjects.DeleteNamespacedCustomObjectAsync(ApiGroup.Name, ApiGroup.Version, run.Namespace, "studies", "first");
        await Eventually.HoldsAsync(async () => !await run.ExistsAsync("first"));

        Assert.Equal((true, true), Left(run));
        Assert.All(await run.TrialsAsync(), t => Assert.Equal("second", t.Spec.Study));
    }

    [SkippableFact]
    public async Task What_becomes_of_the_blobs_may_be_decided_when_the_study_is_over_and_their_place_may_not()
    {
        Require();
        await using var run = await StartAsync((_, _, _) => Task.FromResult<Filler.TestKit.Nodes.ContainerEnd?>(null));
        await run.ApplyAsync(TinyStudy.Named("late"));
        await run.UntilAsync("late", s => s.Status?.FinishTime is not null);

        await run.PatchAsync("late", new { spec = new { storage = new { azure = new { account = "elsewhere", container = "other" } } } });
        var moved = await run.UntilAsync("late", s => s.Status is { FinishTime: not null, ObservedGeneration: 2 });
        await run.PatchAsync("late", new { spec = new { storage = new { retention = Retentions.DeleteAll } } });
        await run.Client.CustomObjects.DeleteNamespacedCustomObjectAsync(ApiGroup.Name, ApiGroup.Version, run.Namespace, "studies", "late");
        await Eventually.HoldsAsync(async () => !await run.ExistsAsync("late"));

        Assert.Contains("spec.storage.azure: {\"account\":\"elsewhere\"", moved.Status!.Conditions.Single(c => c.Type == "Accepted").Message);
        Assert.Equal((false, false), Left(run));
    }

    private static (bool Results, bool Datasets) Left(OperatorRun run) =>
        (Directory.EnumerateFiles(run.Store, "result.json", SearchOption.AllDirectories).Any(), Directory.EnumerateFiles(run.Store, "manifest.json", SearchOption.AllDirectories).Any());
}
