using Filler.Api;
using Filler.TestKit.Cluster;
using Filler.TestKit.Nodes;
using Filler.TestKit.Studies;
using k8s;

namespace Filler.Cluster.Tests;

public class StudyRunTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    [SkippableFact]
    public async Task An_applied_study_runs_to_its_end()
    {
        cluster.Require();
        await using var run = await OperatorRun.StartAsync(cluster.ControlPlane);

        await run.ApplyAsync(TinyStudy.Named("whole"));
        var study = await run.UntilAsync("whole", s => s.Status?.FinishTime is not null);

        Assert.Equal("Complete", study.Status!.Phase);
        Assert.Equal("4/4", study.Status.Progress);
        Assert.Equal(4, study.Status.Trials.Succeeded);
        Assert.Equal(["aggregated", "random"], study.Status.Best!.PerClass.Select(c => c.Name));
        Assert.Equal(InstantTrainer.Digest, Assert.Single(study.Status.Datasets).Digest);
        Assert.StartsWith("dataset-", run.Agent.Started.First());
        Assert.Equal(["whole-0000", "whole-0001", "whole-0002", "whole-0003"], (await run.TrialsAsync()).Select(t => t.Metadata.Name));
        Assert.All(await run.TrialsAsync(), t => Assert.Equal(1, t.Status.Attempt));
        Assert.Empty(run.Agent.Faults);
    }

    [SkippableFact]
    public async Task A_finished_trial_is_small()
    {
        cluster.Require();
        await using var run = await OperatorRun.StartAsync(cluster.ControlPlane);

        await run.ApplyAsync(TinyStudy.Named("small"));
        await run.UntilAsync("small", s => s.Status?.FinishTime is not null);

        var raw = await run.Client.CustomObjects.GetNamespacedCustomObjectAsync(ApiGroup.Name, ApiGroup.Version, run.Namespace, "trials", "small-0000");
        Assert.InRange(raw.ToString()!.Length, 1, 4096);
    }

    [SkippableTheory]
    [InlineData(2, "Error", "dense layers do not fit", TrialPhase.Failed, 1, 0)]
    [InlineData(11, "Error", "the loss became NaN", TrialPhase.Failed, 1, 0)]
    [InlineData(137, "OOMKilled", "", TrialPhase.Succeeded, 2, 1)]
    [InlineData(134, "Error", "corrupted list", TrialPhase.Succeeded, 2, 1)]
    [InlineData(10, "Error", "", TrialPhase.Succeeded, 2, 0)]
    public async Task A_first_attempt_that_ends_badly_ends_or_is_tried_again(int code, string reason, string words, TrialPhase phase, int attempts, int crashes)
    {
        cluster.Require();
        await using var run = await OperatorRun.StartAsync(cluster.ControlPlane, store => new InstantTrainer(store)
        {
            Deed = (_, trial, _) => Task.FromResult<ContainerEnd?>(trial is { Spec.Number: 0, Status.Attempt: 1 }
                ? new ContainerEnd(code, words.Length > 0 ? new FailedMessage { Attempt = 1, Message = words }.ToLine() : "", reason)
                : null),
        });

        await run.ApplyAsync(TinyStudy.Named("bad"));
        await run.UntilAsync("bad", s => s.Status?.FinishTime is not null);

        var trial = (await run.TrialsAsync())[0].Status;
        Assert.Equal((phase, attempts, crashes), (trial.Phase, trial.Attempt, trial.Crashes));
        if (phase == TrialPhase.Failed) Assert.Contains(words, trial.Message);
    }

    [SkippableFact]
    public async Task A_pod_deleted_by_hand_is_replaced_and_not_counted()
    {
        cluster.Require();
        await using var run = await OperatorRun.StartAsync(cluster.ControlPlane, store => new InstantTrainer(store)
        {
            Deed = async (_, trial, deleted) =>
            {
                if (trial is not { Spec.Number: 1, Status.Attempt: 1 }) return null;
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, deleted).ContinueWith(_ => { }, TaskScheduler.Default);
                return new ContainerEnd(10);
            },
        });
        await run.ApplyAsync(TinyStudy.Named("hand"));
        await run.UntilAsync("hand", s => s.Status?.Trials.Succeeded >= 1);

        await run.Client.CoreV1.DeleteNamespacedPodAsync("hand-0001-1", run.Namespace);
        await run.UntilAsync("hand", s => s.Status?.FinishTime is not null);

        var trial = (await run.TrialsAsync())[1].Status;
        Assert.Equal((TrialPhase.Succeeded, 2, 0), (trial.Phase, trial.Attempt, trial.Crashes));
    }

    [SkippableFact]
    public async Task Budget_grows_while_finished_and_frozen_fields_are_refused()
    {
        cluster.Require();
        await using var run = await OperatorRun.StartAsync(cluster.ControlPlane);
        await run.ApplyAsync(TinyStudy.Named("edit"));
        await run.UntilAsync("edit", s => s.Status?.FinishTime is not null);

        await run.PatchAsync("edit", new { spec = new { search = new { maxTrials = 6 }, model = new { filters = 99 } } });
        var study = await run.UntilAsync("edit", s => s.Status is { FinishTime: not null, Trials.Total: 6 });

        var accepted = study.Status!.Conditions.Single(c => c.Type == "Accepted");
        Assert.Equal(("False", "ImmutableField"), (accepted.Status, accepted.Reason));
        Assert.Contains("spec.model.filters: 99 is refused", accepted.Message);
    }
}
