using Filler.Api;
using Filler.Cluster.Tests.Nodes;
using Filler.TestKit.Cluster;
using Filler.TestKit.Studies;
using k8s;
using k8s.Models;

namespace Filler.Cluster.Tests;

/// <summary>A pod that cannot start says why where people look, and waits no longer than it may.</summary>
public sealed class StartTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    // What issue trackers of operators are full of: a study that hangs and says nothing.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    public static TheoryData<string, string> Obstacles => new() { { "Unschedulable", PodReports.Unschedulable }, { "ImagePullBackOff", PodReports.ImagePull } };

    [SkippableTheory]
    [MemberData(nameof(Obstacles))]
    public async Task What_keeps_a_pod_from_starting_stands_in_the_conditions_until_it_starts(string reason, string words)
    {
        Require();
        var cleared = new TaskCompletionSource();
        await using var run = await StartAsync(async (pod, _) =>
        {
            await HoldAsync(pod, reason);
            await cleared.Task;
            await PodReports.RunningAsync(Client, pod);
            return null;
        });
        await run.ApplyAsync(TinyStudy.Named("held"));

        var (blocked, took) = await ConditionAsync(run, "held", "Blocked");
        var started = Assert.Single((await StatusAsync(run, 1)).Conditions);

        Assert.InRange(took, TimeSpan.Zero, Soon);
        Assert.Equal(("True", reason, $"trial 1: {words}"), (blocked.Status, blocked.Reason, blocked.Message));
        Assert.Equal(("Started", "False", reason, words), (started.Type, started.Status, started.Reason, started.Message));
        cleared.SetResult();
        var end = await run.UntilAsync("held", s => s.Status?.FinishTime is not null);
        Assert.DoesNotContain(end.Status!.Conditions, c => c.Type == "Blocked");
        Assert.Equal((1, 0), ((await StatusAsync(run, 1)).Attempt, (await StatusAsync(run, 1)).Conditions.Count));
    }

    [SkippableTheory]
    [MemberData(nameof(Obstacles))]
    public async Task The_deadline_fails_a_trial_that_does_not_start_with_the_same_words(string reason, string words)
    {
        Require();
        await using var run = await StartAsync(async (pod, deleted) =>
        {
            await HoldAsync(pod, reason);
            await DeletionAsync(deleted);
            return InstantTrainer.None;
        });

        var study = TinyStudy.Named("deadline");
        var (end, trial) = await EndOfAsync(run, study with { Spec = study.Spec with { Trial = study.Spec.Trial with { StartDeadlineSeconds = 3 } } });

        Assert.Equal((TrialPhase.Failed, 1, ExitKind.NotStarted), (trial.Phase, trial.Attempt, trial.Exit!.Kind));
        Assert.Equal($"did not start within 3 s: {reason}: {words}", trial.Message);
        Assert.Equal(("Complete", 3), (end.Status!.Phase, end.Status.Trials.Succeeded));
        await Eventually.HoldsAsync(async () => (await run.Client.CoreV1.ListNamespacedPodAsync(run.Namespace)).Items.All(p => p.Name() != "deadline-0001-1"));
    }

    private Task HoldAsync(V1Pod pod, string reason) => reason == "Unschedulable" ? PodReports.UnscheduledAsync(Client, pod) : PodReports.PullFailedAsync(Client, pod);
}
