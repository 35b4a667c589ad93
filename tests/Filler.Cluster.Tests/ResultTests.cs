using Filler.Api;
using Filler.TestKit.Cluster;
using Filler.TestKit.Nodes;
using Filler.TestKit.Studies;

namespace Filler.Cluster.Tests;

/// <summary>Finished work counts, wherever it is found; success without work does not.</summary>
public sealed class ResultTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(137)]
    [InlineData(10)]
    public async Task A_result_whose_report_was_lost_is_read_from_the_store(int code)
    {
        Require();
        await using var run = await OperatorRun.StartAsync(Plane, store =>
        {
            var honest = new InstantTrainer(store);
            return new InstantTrainer(store)
            {
                Deed = async (_, trial, deleted) =>
                {
                    if (trial.Spec.Number != 1) return null;
                    await honest.TrainAsync(trial, deleted);
                    return new ContainerEnd(code);
                },
            };
        });

        var (_, trial) = await EndOfAsync(run, TinyStudy.Named("lost-word"));

        Assert.Equal((TrialPhase.Succeeded, 1, 0), (trial.Phase, trial.Attempt, trial.Crashes));
        Assert.Equal(39, trial.Result!.ConfusionMatrix.Sum(row => row.Sum()) - 1);
    }

    [SkippableFact]
    public async Task Success_without_a_result_is_tried_again_and_fails_with_that_reason()
    {
        Require();
        await using var run = await StartAsync((_, trial, _) => Task.FromResult(trial.Spec.Number == 1 ? new ContainerEnd(0) : null));

        var study = TinyStudy.Named("hollow");
        var (_, trial) = await EndOfAsync(run, study with { Spec = study.Spec with { Trial = study.Spec.Trial with { Retries = 1 } } });

        Assert.Equal((TrialPhase.Failed, 2, 2), (trial.Phase, trial.Attempt, trial.Crashes));
        Assert.Equal("reported success without a result (the pod succeeded, but its store holds no result); given up after 2 crashes", trial.Message);
    }

    [SkippableFact]
    public async Task A_damaged_result_holds_up_its_trial_and_the_condition_names_the_blob_to_delete()
    {
        Require();
        string? blob = null;
        await using var run = await OperatorRun.StartAsync(
            Plane,
            store => new InstantTrainer(store)
            {
                Deed = async (_, trial, _) =>
                {
                    if (trial is not { Spec.Number: 1, Status.Attempt: 1 }) return null;
                    blob = Path.Combine(store, BlobLayout.ResultKey(trial, 1));
                    Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
                    await File.WriteAllTextAsync(blob, "half of a res", CancellationToken.None);
                    return new ContainerEnd(0);
                },
            },
            o => o with { Patience = Short });
        await run.ApplyAsync(TinyStudy.Named("damaged"));

        var (open, _) = await ConditionAsync(run, "damaged", "StoreOpen");
        var held = await StatusAsync(run, 1);
        File.Delete(blob!);
        var end = await run.UntilAsync("damaged", s => s.Status?.FinishTime is not null);

        Assert.Equal(("False", "Trouble"), (open.Status, open.Reason));
        Assert.Contains("/trials/1/attempt-1/result.json: not a result of this version", open.Message);
        Assert.Equal((TrialPhase.Running, 0), (held.Phase, held.Crashes));
        Assert.DoesNotContain(end.Status!.Conditions, c => c.Type == "StoreOpen");
        Assert.Equal((TrialPhase.Succeeded, 2), ((await StatusAsync(run, 1)).Phase, (await StatusAsync(run, 1)).Attempt));
    }

    [SkippableFact]
    public async Task A_trial_that_always_runs_out_of_memory_fails_with_its_limit()
    {
        Require();
        await using var run = await StartAsync((_, trial, _) => Task.FromResult(trial.Spec.Number == 1 ? new ContainerEnd(137, Reason: "OOMKilled") : null));

        var study = TinyStudy.Named("large");
        var (_, trial) = await EndOfAsync(run, study with
        {
            Spec = study.Spec with
            {
                Trial = study.Spec.Trial with
                {
                    Retries = 1,
                    Template = new PodOverlay { Spec = Overlay.Of("""{ "containers": [{ "name": "trial", "resources": { "limits": { "memory": "1Gi" } } }] }""") },
                },
            },
        });

        Assert.Equal((TrialPhase.Failed, 2, 2), (trial.Phase, trial.Attempt, trial.Crashes));
        Assert.Equal("out of memory: more than its limit of 1Gi; given up after 2 crashes", trial.Message);
    }
}
