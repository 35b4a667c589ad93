using System.Collections.Concurrent;
using Filler.Api;
using Filler.TestKit.Cluster;
using Filler.TestKit.Studies;
using k8s;

namespace Filler.Cluster.Tests;

/// <summary>A study is edited while it runs.</summary>
public sealed class EditTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    [SkippableFact]
    public async Task A_suspended_study_ends_its_pods_and_goes_on_from_there()
    {
        Require();
        await using var run = await StartAsync((_, trial, deleted) =>
            trial.Status.Attempt == 1 && trial.Spec.Number is 0 or 1 ? UntilDeletedAsync(deleted) : Task.FromResult<Filler.TestKit.Nodes.ContainerEnd?>(null));
        await run.ApplyAsync(TinyStudy.Named("pause"));
        await run.UntilAsync("pause", s => s.Status?.Trials.Running == 2);

        await run.PatchAsync("pause", new { spec = new { suspend = true } });
        var held = await run.UntilAsync("pause", s => s.Status is { Phase: "Suspended", Trials: { Paused: 2, Running: 0 } });
        await Eventually.HoldsAsync(async () => (await run.Client.CoreV1.ListNamespacedPodAsync(run.Namespace, labelSelector: "filler.dev/trial")).Items.Count == 0);
        await run.PatchAsync("pause", new { spec = new { suspend = false } });
        await run.UntilAsync("pause", s => s.Status?.FinishTime is not null);

        Assert.Equal(2, held.Status!.Trials.Total);
        Assert.All((await run.TrialsAsync()).Take(2), t => Assert.Equal((TrialPhase.Succeeded, 2, 0), (t.Status.Phase, t.Status.Attempt, t.Status.Crashes)));
    }

    [SkippableFact]
    public async Task More_parallel_trials_start_at_once_and_fewer_let_the_running_ones_finish()
    {
        Require();
        var release = new TaskCompletionSource();
        var (running, crowded) = (0, new ConcurrentQueue<int>());
        await using var run = await StartAsync(async (_, trial, _) =>
        {
            var others = Interlocked.Increment(ref running) - 1;
            if (release.Task.IsCompleted && others > 0) crowded.Enqueue(trial.Spec.Number);
            await release.Task;
            Interlocked.Decrement(ref running);
            return null;
        });
        var study = TinyStudy.Named("width");
        await run.ApplyAsync(study with { Spec = study.Spec with { Search = study.Spec.Search with { MaxTrials = 6, ParallelTrials = 1 } } });
        await run.UntilAsync("width", s => s.Status?.Trials is { Running: 1, Total: 1 });

        await run.PatchAsync("width", new { spec = new { search = new { parallelTrials = 3 } } });
        await run.UntilAsync("width", s => s.Status?.Trials.Running == 3);
        await run.PatchAsync("width", new { spec = new { search = new { parallelTrials = 1 } } });
        await run.UntilAsync("width", s => s.Status is { ObservedGeneration: 3, Trials: { Running: 3, Total: 3 } });
        release.SetResult();
        var end = await run.UntilAsync("width", s => s.Status?.FinishTime is not null);

        Assert.Equal(6, end.Status!.Trials.Succeeded);
        Assert.Empty(crowded);
        Assert.All(await run.TrialsAsync(), t => Assert.Equal(1, t.Status.Attempt));
    }

    [SkippableFact]
    public async Task A_goal_that_is_reached_already_ends_the_study_and_what_still_runs()
    {
        Require();
        await using var run = await StartAsync((_, deleted) => UntilDeletedAsync(deleted));
        await run.ApplyAsync(TinyStudy.Named("goal"));
        await run.UntilAsync("goal", s => s.Status?.Trials is { Succeeded: 3, Running: 1 });

        await run.PatchAsync("goal", new { spec = new { objective = new { goal = 0.5 } } });
        var end = await run.UntilAsync("goal", s => s.Status?.FinishTime is not null);

        Assert.Equal("Complete", end.Status!.Phase);
        Assert.Equal("GoalReached", end.Status.Conditions.Single(c => c.Type == "Complete").Reason);
        Assert.Equal((TrialPhase.Pruned, 0), ((await StatusAsync(run, 1)).Phase, (await StatusAsync(run, 1)).Crashes));
    }

    [SkippableFact]
    public async Task A_smaller_budget_starts_nothing_more_and_keeps_what_there_is()
    {
        Require();
        var release = new TaskCompletionSource();
        await using var run = await StartAsync(async (_, _) =>
        {
            await release.Task;
            return null;
        });
        var study = TinyStudy.Named("less");
        await run.ApplyAsync(study with { Spec = study.Spec with { Search = study.Spec.Search with { MaxTrials = 50, ParallelTrials = 1 } } });
        await run.UntilAsync("less", s => s.Status?.Trials is { Succeeded: 1, Running: 1 });

        await run.PatchAsync("less", new { spec = new { search = new { maxTrials = 1 } } });
        await run.UntilAsync("less", s => s.Status?.ObservedGeneration == 2);
        release.SetResult();
        var end = await run.UntilAsync("less", s => s.Status?.FinishTime is not null);

        Assert.Equal((2, 2, "Complete"), (end.Status!.Trials.Total, end.Status.Trials.Succeeded, end.Status.Phase));
    }

    [SkippableFact]
    public async Task Time_that_is_up_ends_the_study_with_what_it_found()
    {
        Require();
        await using var run = await StartAsync((_, deleted) => UntilDeletedAsync(deleted));
        var study = TinyStudy.Named("time");

        var (end, trial) = await EndOfAsync(run, study with { Spec = study.Spec with { Search = study.Spec.Search with { MaxDurationSeconds = 8 } } });

        Assert.Equal(("Complete", "TimeIsUp"), (end.Status!.Phase, end.Status.Conditions.Single(c => c.Type == "Complete").Reason));
        Assert.Equal((TrialPhase.Pruned, 3), (trial.Phase, end.Status.Trials.Succeeded));
    }

    [SkippableFact]
    public async Task Gpu_hours_that_are_used_up_end_the_study_with_what_it_found()
    {
        Require();
        await using var run = await StartAsync((_, deleted) => UntilDeletedAsync(deleted));
        var study = TinyStudy.Named("gpus");
        var gpus = new PodOverlay { Spec = Overlay.Of("""{ "containers": [{ "name": "trial", "resources": { "limits": { "nvidia.com/gpu": 4 } } }] }""") };

        var (end, trial) = await EndOfAsync(run, study with
        {
            Spec = study.Spec with { Search = study.Spec.Search with { MaxGpuHours = 0.006 }, Trial = study.Spec.Trial with { Template = gpus } },
        });

        Assert.Equal(("Complete", "GpuHoursUsed"), (end.Status!.Phase, end.Status.Conditions.Single(c => c.Type == "Complete").Reason));
        Assert.Equal(TrialPhase.Pruned, trial.Phase);
    }
}
