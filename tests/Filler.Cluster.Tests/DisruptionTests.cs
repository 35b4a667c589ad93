using Filler.Api;
using Filler.Cluster.Tests.Nodes;
using Filler.TestKit.Cluster;
using Filler.TestKit.Studies;
using k8s;
using k8s.Models;

namespace Filler.Cluster.Tests;

/// <summary>What the cluster does to a trial's pod is never counted against the trial.</summary>
public sealed class DisruptionTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    [SkippableFact]
    public async Task An_evicted_trial_goes_on_in_another_pod()
    {
        Require();
        await using var run = await StartAsync(async (pod, deleted) =>
        {
            await PodReports.EvictedAsync(Client, pod);
            await DeletionAsync(deleted);
            return InstantTrainer.None;
        });

        var (_, trial) = await EndOfAsync(run, TinyStudy.Named("evicted"));

        Assert.Equal((TrialPhase.Succeeded, 2, 0), (trial.Phase, trial.Attempt, trial.Crashes));
    }

    [SkippableTheory]
    [InlineData(WorkerExitCode.Stopped)]
    [InlineData(137)]
    public async Task A_preempted_trial_goes_on_in_another_pod(int code)
    {
        Require();
        await using var run = await StartAsync(async (pod, deleted) =>
        {
            await PodReports.PreemptAsync(Client, pod);
            return await UntilDeletedAsync(deleted, code);
        });

        var (_, trial) = await EndOfAsync(run, TinyStudy.Named("preempted"));

        Assert.Equal((TrialPhase.Succeeded, 2, 0), (trial.Phase, trial.Attempt, trial.Crashes));
    }

    [SkippableFact]
    public async Task A_drained_trial_goes_on_in_another_pod()
    {
        Require();
        await using var run = await StartAsync(async (pod, deleted) =>
        {
            await PodReports.DrainAsync(Client, pod);
            return await UntilDeletedAsync(deleted, 143);
        });

        var (_, trial) = await EndOfAsync(run, TinyStudy.Named("drained"));

        Assert.Equal((TrialPhase.Succeeded, 2, 0), (trial.Phase, trial.Attempt, trial.Crashes));
    }

    [SkippableFact]
    public async Task A_trial_whose_node_is_lost_goes_on_elsewhere_while_its_pod_stays_terminating()
    {
        Require();
        var gone = new TaskCompletionSource();
        await using var run = await StartAsync(async (pod, deleted) =>
        {
            await PodReports.BindAsync(Client, pod);
            await PodReports.LoseNodeAsync(Client, pod);
            await gone.Task;
            return InstantTrainer.None;
        });

        try
        {
            var study = TinyStudy.Named("lost");
            var (_, trial) = await EndOfAsync(run, study with { Spec = study.Spec with { Trial = study.Spec.Trial with { GracePeriodSeconds = 1 } } });

            Assert.Equal((TrialPhase.Succeeded, 2, 0), (trial.Phase, trial.Attempt, trial.Crashes));
            var stuck = await run.Client.CoreV1.ReadNamespacedPodAsync("lost-0001-1", run.Namespace);
            Assert.NotNull(stuck.DeletionTimestamp());
        }
        finally
        {
            gone.SetResult();
        }
    }

    [SkippableFact]
    public async Task A_pod_deleted_by_force_leaves_no_word_and_is_replaced()
    {
        Require();
        await using var run = await StartAsync(async (pod, _) =>
        {
            await Client.CoreV1.DeleteNamespacedPodAsync(pod.Name(), pod.Namespace(), new V1DeleteOptions { GracePeriodSeconds = 0 }, cancellationToken: CancellationToken.None);
            return InstantTrainer.None;
        });

        var (_, trial) = await EndOfAsync(run, TinyStudy.Named("force"));

        Assert.Equal((TrialPhase.Succeeded, 2, 0), (trial.Phase, trial.Attempt, trial.Crashes));
    }

    [SkippableFact]
    public async Task A_worker_that_falls_silent_is_ended_and_tried_again_and_one_that_reports_is_not()
    {
        Require();
        await using var run = await StartAsync(async (pod, trial, deleted) =>
        {
            if (trial.Status.Attempt > 1 || trial.Spec.Number > 1) return null;
            await PodReports.RunningAsync(Client, pod);
            if (trial.Spec.Number == 1) return await UntilDeletedAsync(deleted, 137);
            for (var second = 0; second < 8; second++)
            {
                await TrialReports.AliveAsync(Client, pod, trial);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
            }

            return null;
        });

        var study = TinyStudy.Named("silent");
        var (_, silent) = await EndOfAsync(run, study with { Spec = study.Spec with { Trial = study.Spec.Trial with { SilenceSeconds = 5 } } });

        Assert.Equal((TrialPhase.Succeeded, 2, 1), (silent.Phase, silent.Attempt, silent.Crashes));
        var alive = await StatusAsync(run, 0);
        Assert.Equal((TrialPhase.Succeeded, 1, 0), (alive.Phase, alive.Attempt, alive.Crashes));
    }
}
