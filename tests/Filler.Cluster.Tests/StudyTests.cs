using System.Diagnostics;
using Filler.Api;
using Filler.Operator.Judging;
using Filler.TestKit.Cluster;
using Filler.TestKit.Nodes;
using k8s;
using k8s.Models;

namespace Filler.Cluster.Tests;

/// <summary>What tests of single behaviours share: one control plane, an operator each that looks often, and the first attempt at trial 1 in the test's own hands.</summary>
public abstract class StudyTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    internal static readonly Patience Short = new()
    {
        Patrol = TimeSpan.FromSeconds(1),
        Stuck = TimeSpan.FromSeconds(1),
        LeastSilence = TimeSpan.FromSeconds(3),
        Doubt = TimeSpan.FromSeconds(1),
    };

    protected ControlPlane Plane => cluster.ControlPlane;

    protected IKubernetes Client => cluster.ControlPlane.Client;

    protected void Require() => cluster.Require();

    /// <param name="first">What becomes of trial 1's first attempt.</param>
    internal Task<OperatorRun> StartAsync(Func<V1Pod, CancellationToken, Task<ContainerEnd?>> first) => StartAsync((pod, trial, deleted) =>
        trial is { Spec.Number: 1, Status.Attempt: 1 } ? first(pod, deleted) : Task.FromResult<ContainerEnd?>(null));

    internal Task<OperatorRun> StartAsync(Func<V1Pod, Trial, CancellationToken, Task<ContainerEnd?>> deed) =>
        OperatorRun.StartAsync(Plane, store => new InstantTrainer(store) { Deed = deed }, o => o with { Patience = Short });

    /// <summary>Until the pod is deleted; then its container leaves with that code.</summary>
    protected static async Task<ContainerEnd?> UntilDeletedAsync(CancellationToken deleted, int code = WorkerExitCode.Stopped)
    {
        await DeletionAsync(deleted);
        return new ContainerEnd(code);
    }

    protected static Task DeletionAsync(CancellationToken deleted) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, deleted).ContinueWith(_ => { }, TaskScheduler.Default);

    internal static async Task<TrialStatus> StatusAsync(OperatorRun run, int number) => (await run.TrialsAsync()).Single(t => t.Spec.Number == number).Status;

    /// <summary>Applies, waits for the end, and returns what became of a trial.</summary>
    internal static async Task<(Study Study, TrialStatus Trial)> EndOfAsync(OperatorRun run, Study study, int number = 1)
    {
        await run.ApplyAsync(study);
        var end = await run.UntilAsync(study.Metadata.Name, s => s.Status?.FinishTime is not null);
        Assert.Empty(run.Agent.Faults);
        return (end, await StatusAsync(run, number));
    }

    /// <summary>Waits for a condition and says how long it took.</summary>
    internal static async Task<(V1Condition Condition, TimeSpan Took)> ConditionAsync(OperatorRun run, string study, string type)
    {
        var start = Stopwatch.GetTimestamp();
        var found = await run.UntilAsync(study, s => s.Status?.Conditions.Any(c => c.Type == type) == true);
        return (found.Status!.Conditions.Single(c => c.Type == type), Stopwatch.GetElapsedTime(start));
    }
}
