using Filler.Api;
using Filler.Cluster.Tests.Nodes;
using Filler.TestKit.Cluster;

namespace Filler.Cluster.Tests;

/// <summary>examples/own-trainer.yaml, as its first lines say.</summary>
public sealed class OwnTrainerTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    [SkippableFact]
    public async Task The_example_finds_the_best_parameters_of_a_trainer_in_another_language()
    {
        cluster.Require();
        var plane = cluster.ControlPlane;
        using var node = await RealWorkers.OnAsync(plane);
        await using var run = await OperatorRun.StartAsync(plane, node.RunAsync);
        string[] space = ["-n", run.Namespace];
        var script = Path.Combine(BuiltFiles.Root, "examples", "own_trainer.py");

        await Kubectl.RunAsync(plane, [.. space, "create", "configmap", "own-trainer", $"--from-file=own_trainer.py={script}"]);
        await Kubectl.RunAsync(plane, [.. space, "apply", "-f", Path.Combine(BuiltFiles.Root, "examples", "own-trainer.yaml")]);
        var study = await run.UntilAsync("own-trainer", s => s.Status?.FinishTime is not null);

        Assert.Equal("Complete", study.Status!.Phase);
        Assert.Equal(0, study.Status.Trials.Failed);
        var best = study.Status.Best!;
        Assert.Equal((true, true), (best.PerClass.Count == 0, best.Checkpoint is null));
        // One that was under way when another reached the goal was stopped.
        var trials = (await run.TrialsAsync()).Where(t => t.Status.Phase == TrialPhase.Succeeded).ToList();
        Assert.Equal(trials.Max(t => t.Status.Result!.ValidationMetric), best.ValidationMetric);
        Assert.All(trials, t => Assert.Equal("own trainer", t.Status.Result!.Architecture));
        // What the script computes from these parameters.
        var (rate, filters) = (double.Parse(best.Parameters["training.learningRate"].ToString(), System.Globalization.CultureInfo.InvariantCulture), int.Parse(best.Parameters["model.filters"].ToString(), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1 / (1 + (Math.Abs(rate - 3e-3) * 50) + (Math.Abs(filters - 32) / 64.0)), best.ValidationMetric, 6);
    }
}
