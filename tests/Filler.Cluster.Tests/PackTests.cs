using System.Collections.Concurrent;
using Filler.Api;
using Filler.Cluster.Tests.Nodes;
using Filler.TestKit.Cluster;
using Filler.TestKit.Nodes;
using Filler.TestKit.Studies;
using k8s;
using k8s.Models;

namespace Filler.Cluster.Tests;

/// <summary>Several trials in one pod, as the operator sees them (docs/adr/0068-packs.md).</summary>
public sealed class PackTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    [SkippableFact]
    public async Task Trials_fill_packs_and_leave_nothing_of_them()
    {
        Require();
        var (sitting, most, order) = (new ConcurrentDictionary<string, int>(), new ConcurrentBag<int>(), new ConcurrentBag<string>());
        await using var run = await StartInPacksAsync((pod, trial, _) =>
        {
            most.Add(sitting.AddOrUpdate(pod.Name(), 1, (_, n) => n + 1));
            order.Add($"{trial.Metadata.Name} {trial.Status.Attempt} {trial.Spec.Model.ConvLayers > 0} {trial.Spec.Dataset.Classes.Count}");
            sitting.AddOrUpdate(pod.Name(), 0, (_, n) => n - 1);
            return Task.FromResult<ContainerEnd?>(null);
        });

        var (end, _) = await EndOfAsync(run, Packed("filled", trials: 9, parallel: 3));

        Assert.Equal((9, "Complete"), (end.Status!.Trials.Succeeded, end.Status.Phase));
        Assert.All(await run.TrialsAsync(), t => Assert.Equal((TrialPhase.Succeeded, 1), (t.Status.Phase, t.Status.Attempt)));
        Assert.All(most, n => Assert.InRange(n, 1, 2));
        Assert.Equal(Enumerable.Range(0, 9).Select(n => $"filled-{n:D4} 1 True 2"), order.Order(StringComparer.Ordinal));
        Assert.All(sitting.Keys, name => Assert.Contains(name, new[] { "filled-pack-0", "filled-pack-1" }));
        await Eventually.HoldsAsync(async () => (await PacksAsync(run)).Count == 0);
        Assert.All(await FillerResources.TrialsAsync(run.Client, run.Namespace), t =>
        {
            Assert.Null(t["metadata"]!["labels"]![Packs.Label]);
            Assert.Null(t["metadata"]!["annotations"]?[Packs.Order]);
            Assert.InRange(t.ToJsonString().Length, 1, 4096);
        });
    }

    [SkippableTheory]
    [InlineData(2, TrialPhase.Failed, 1, 0)]
    [InlineData(11, TrialPhase.Failed, 1, 0)]
    [InlineData(137, TrialPhase.Succeeded, 2, 1)]
    [InlineData(10, TrialPhase.Succeeded, 2, 0)]
    public async Task A_process_that_ends_badly_costs_its_own_trial_alone(int code, TrialPhase phase, int attempts, int crashes)
    {
        Require();
        await using var run = await StartInPacksAsync((_, trial, _) => Task.FromResult(trial is { Spec.Number: 1, Status.Attempt: 1 } ? new ContainerEnd(code, "corrupted list") : null));

        var (end, trial) = await EndOfAsync(run, Packed("bad"));

        Assert.Equal((phase, attempts, crashes), (trial.Phase, trial.Attempt, trial.Crashes));
        Assert.Equal(phase == TrialPhase.Failed ? 3 : 4, end.Status!.Trials.Succeeded);
        Assert.All((await run.TrialsAsync()).Where(t => t.Spec.Number != 1), t => Assert.Equal((TrialPhase.Succeeded, 1), (t.Status.Phase, t.Status.Attempt)));
        if (phase == TrialPhase.Failed) await Eventually.HoldsAsync(async () => (await EventsAsync(run)).Contains("attempt 1 in pod bad-pack-0: corrupted list"));
    }

    [SkippableTheory]
    [InlineData("OOMKilled", 1)]
    [InlineData("deleted", 0)]
    public async Task A_pack_that_goes_takes_with_it_those_who_have_said_nothing(string how, int crashes)
    {
        Require();
        var first = "";
        var honest = new TaskCompletionSource<InstantTrainer>();
        await using var run = await OperatorRun.StartAsync(
            Plane,
            async (pod, deleted) =>
            {
                if (!PackWorker.Serves(pod)) return await (await honest.Task).RunAsync(pod, deleted);
                if (Interlocked.CompareExchange(ref first, pod.Uid(), "") != "") return await new PackWorker(Client, (await honest.Task).AttemptAsync).RunAsync(pod, deleted);
                await PodReports.RunningAsync(Client, pod);
                await Eventually.HoldsAsync(async () => (await FillerResources.TrialsAsync(Client, pod.Namespace(), $"{Packs.Label}={pod.Uid()}")).Count(t => (string?)t["status"]?["phase"] == "Running") == 2);
                if (how == "OOMKilled") return new ContainerEnd(137, "", how);
                await Client.CoreV1.DeleteNamespacedPodAsync(pod.Name(), pod.Namespace(), new V1DeleteOptions { GracePeriodSeconds = 0 }, cancellationToken: CancellationToken.None);
                return null;
            },
            o => o with { Patience = Short });
        honest.SetResult(new InstantTrainer(run.Store));

        var (end, _) = await EndOfAsync(run, Packed("gone"));

        Assert.Equal(4, end.Status!.Trials.Succeeded);
        Assert.All((await run.TrialsAsync()).Take(2), t => Assert.Equal((TrialPhase.Succeeded, 2, crashes), (t.Status.Phase, t.Status.Attempt, t.Status.Crashes)));
        Assert.All((await run.TrialsAsync()).Skip(2), t => Assert.Equal(1, t.Status.Attempt));
    }

    [SkippableFact]
    public async Task A_silent_attempt_hangs_alone_and_its_pack_goes_on()
    {
        Require();
        var packs = new ConcurrentBag<string>();
        await using var run = await StartInPacksAsync(async (pod, trial, told) =>
        {
            packs.Add(pod.Uid());
            if (trial.Spec.Number > 1 || trial.Status.Attempt > 1) return null;
            await PodReports.RunningAsync(Client, pod);
            // Its worker kills it when it sees that the attempt is over.
            if (trial.Spec.Number == 1) return await UntilDeletedAsync(told, 137);
            for (var second = 0; second < 8; second++)
            {
                await TrialReports.AliveAsync(Client, pod, trial);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
            }

            return null;
        });
        var study = Packed("silent");

        var (_, silent) = await EndOfAsync(run, study with { Spec = study.Spec with { Trial = study.Spec.Trial with { SilenceSeconds = 5 } } });

        Assert.Equal((TrialPhase.Succeeded, 2, 1), (silent.Phase, silent.Attempt, silent.Crashes));
        var alive = await StatusAsync(run, 0);
        Assert.Equal((TrialPhase.Succeeded, 1, 0), (alive.Phase, alive.Attempt, alive.Crashes));
        Assert.Single(packs.Distinct());
    }

    [SkippableFact]
    public async Task A_suspended_study_has_no_packs_and_goes_on_in_new_ones()
    {
        Require();
        await using var run = await StartInPacksAsync((_, trial, told) => trial.Status.Attempt == 1 && trial.Spec.Number < 2 ? UntilDeletedAsync(told) : Task.FromResult<ContainerEnd?>(null));
        await run.ApplyAsync(Packed("pause"));
        await run.UntilAsync("pause", s => s.Status?.Trials.Running == 2);

        await run.PatchAsync("pause", new { spec = new { suspend = true } });
        await run.UntilAsync("pause", s => s.Status is { Phase: "Suspended", Trials: { Paused: 2, Running: 0 } });
        await Eventually.HoldsAsync(async () => (await PacksAsync(run)).Count == 0);
        await run.PatchAsync("pause", new { spec = new { suspend = false } });
        await run.UntilAsync("pause", s => s.Status?.FinishTime is not null);

        Assert.All((await run.TrialsAsync()).Take(2), t => Assert.Equal((TrialPhase.Succeeded, 2, 0), (t.Status.Phase, t.Status.Attempt, t.Status.Crashes)));
    }

    [SkippableFact]
    public async Task A_study_whose_pack_finds_no_node_says_so_and_can_be_suspended()
    {
        Require();
        var (first, honest) = ("", new TaskCompletionSource<InstantTrainer>());
        await using var run = await OperatorRun.StartAsync(
            Plane,
            async (pod, deleted) =>
            {
                if (!PackWorker.Serves(pod) || Interlocked.CompareExchange(ref first, pod.Uid(), "") != "") return await (await honest.Task).RunAsync(pod, deleted);
                await PodReports.UnscheduledAsync(Client, pod);
                await DeletionAsync(deleted);
                return null;
            },
            o => o with { Patience = Short });
        honest.SetResult(new InstantTrainer(run.Store) { Packs = Client });
        await run.ApplyAsync(Packed("nowhere"));
        var (blocked, _) = await ConditionAsync(run, "nowhere", "Blocked");

        await run.PatchAsync("nowhere", new { spec = new { suspend = true } });
        await run.UntilAsync("nowhere", s => s.Status is { Phase: "Suspended", Trials: { Paused: 2, Running: 0 } });
        await Eventually.HoldsAsync(async () => (await PacksAsync(run)).Count == 0);
        await run.PatchAsync("nowhere", new { spec = new { suspend = false } });
        var end = await run.UntilAsync("nowhere", s => s.Status?.FinishTime is not null);

        Assert.Equal(PodReports.Unschedulable, blocked.Message.Split(": ", 2)[1]);
        Assert.Equal(4, end.Status!.Trials.Succeeded);
        Assert.DoesNotContain(end.Status.Conditions, c => c.Type == "Blocked");
    }

    [SkippableFact]
    public async Task One_that_does_not_leave_when_it_is_told_is_over_after_its_grace()
    {
        Require();
        var over = new TaskCompletionSource();
        await using var run = await StartInPacksAsync(async (_, trial, _) =>
        {
            if (trial is { Spec.Number: 1, Status.Attempt: 1 }) await over.Task;
            return null;
        });
        var study = Packed("stays");
        await run.ApplyAsync(study with { Spec = study.Spec with { Trial = study.Spec.Trial with { GracePeriodSeconds = 1 } } });
        await run.UntilAsync("stays", s => s.Status?.Trials is { Succeeded: 3, Running: 1 });

        await run.PatchAsync("stays", new { spec = new { suspend = true } });
        await run.UntilAsync("stays", s => s.Status is { Phase: "Suspended", Trials.Paused: 1 });
        over.SetResult();

        var trial = await StatusAsync(run, 1);
        Assert.Equal((ExitKind.Stopped, "did not leave within its grace period"), (trial.Exit!.Kind, trial.Exit.Message));
    }

    [SkippableFact]
    public async Task Packing_may_be_edited_and_holds_for_the_attempts_to_come()
    {
        Require();
        var (places, release) = (new ConcurrentDictionary<int, string>(), new TaskCompletionSource());
        await using var run = await StartInPacksAsync(async (pod, trial, _) =>
        {
            places[trial.Spec.Number] = pod.Name();
            if (trial.Spec.Number == 1) await release.Task;
            return null;
        });
        var study = Packed("edit", trials: 3);
        await run.ApplyAsync(study with { Spec = study.Spec with { Trial = new TrialRunSpec() } });
        await run.UntilAsync("edit", s => s.Status?.Trials is { Succeeded: 2, Running: 1 });

        await run.PatchAsync("edit", new { spec = new { trial = new { packing = 2 }, search = new { maxTrials = 6 } } });
        await run.UntilAsync("edit", s => s.Status?.Trials is { Succeeded: 5, Running: 1 });
        await run.PatchAsync("edit", new { spec = new { trial = new { packing = 1 }, search = new { maxTrials = 8 } } });
        await run.UntilAsync("edit", s => s.Status?.Trials is { Succeeded: 7, Running: 1 });
        release.SetResult();
        await run.UntilAsync("edit", s => s.Status?.FinishTime is not null);

        string[] expected = ["edit-0000-1", "edit-0001-1", "edit-0002-1", "edit-pack-0", "edit-pack-0", "edit-pack-0", "edit-0006-1", "edit-0007-1"];
        Assert.Equal(expected, places.OrderBy(p => p.Key).Select(p => p.Value));
        Assert.All(await run.TrialsAsync(), t => Assert.Equal((TrialPhase.Succeeded, 1), (t.Status.Phase, t.Status.Attempt)));
    }

    [SkippableFact]
    public async Task A_store_that_only_pods_can_open_leaves_the_results_in_the_last_words()
    {
        Require();
        await using var run = await StartInPacksAsync((_, _, _) => Task.FromResult<ContainerEnd?>(null));
        var study = Packed("closed");

        var (end, _) = await EndOfAsync(run, study with { Spec = study.Spec with { Storage = new StorageSpec { PersistentVolumeClaim = "lab" } } });

        Assert.Equal(4, end.Status!.Trials.Succeeded);
        Assert.All(await run.TrialsAsync(), t => Assert.Equal(39, t.Status.Result!.ConfusionMatrix.Sum(row => row.Sum()) - 1));
    }

    [SkippableFact]
    public async Task A_deleted_study_takes_its_packs_with_it_before_its_blobs()
    {
        Require();
        await using var run = await StartInPacksAsync((_, trial, told) => trial.Spec.Number == 1 ? UntilDeletedAsync(told) : Task.FromResult<ContainerEnd?>(null));
        var study = Packed("deleted");
        await run.ApplyAsync(study with { Spec = study.Spec with { Storage = new StorageSpec { Retention = Retentions.DeleteAll } } });
        await run.UntilAsync("deleted", s => s.Status?.Trials is { Succeeded: 3, Running: 1 });

        await FillerResources.DeleteAsync(run.Client, "deleted", run.Namespace);
        await Eventually.HoldsAsync(async () => !await run.ExistsAsync("deleted") && (await run.TrialsAsync()).Count == 0 && (await PacksAsync(run)).Count == 0);

        Assert.Empty(Directory.EnumerateFiles(run.Store, "result.json", SearchOption.AllDirectories));
    }

    private Task<OperatorRun> StartInPacksAsync(Func<V1Pod, Trial, CancellationToken, Task<ContainerEnd?>> deed) =>
        OperatorRun.StartAsync(Plane, store => new InstantTrainer(store) { Deed = deed, Packs = Client }, o => o with { Patience = Short });

    private static Study Packed(string name, int trials = 4, int parallel = 2)
    {
        var study = TinyStudy.Named(name, trials, parallel);
        return study with { Spec = study.Spec with { Trial = new TrialRunSpec { Packing = 2 } } };
    }

    private static async Task<IList<V1Pod>> PacksAsync(OperatorRun run) => (await run.Client.CoreV1.ListNamespacedPodAsync(run.Namespace, labelSelector: "filler.dev/seats")).Items;

    private static async Task<string> EventsAsync(OperatorRun run) => string.Join('\n', (await run.Client.CoreV1.ListNamespacedEventAsync(run.Namespace)).Items.Select(e => e.Message));
}
