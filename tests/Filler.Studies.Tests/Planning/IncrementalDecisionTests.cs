using CsCheck;
using Filler.Api;
using Filler.Studies.Tests.Simulation;

namespace Filler.Studies.Tests.Planning;

/// <summary>A decision that follows the ones before it is the one that a process started this instant takes: ADR-0018.</summary>
public class IncrementalDecisionTests
{
    private static readonly string[] Samplers = ["random", "tpe", "qmc", "genetic", "gp"];
    private static readonly string[] Pruners = ["none", "asha", "hyperband", "median"];

    private static readonly Gen<(int Seed, string Sampler, string Pruner, int Repeats, int? Best, bool Costs)> Cases = Gen.Select(
        Gen.Int[0, int.MaxValue - 1],
        Gen.Int[0, Samplers.Length - 1].Select(i => Samplers[i]),
        Gen.Int[0, Pruners.Length - 1].Select(i => Pruners[i]),
        Gen.Int[1, 3], Gen.Bool, Gen.Bool,
        (seed, sampler, pruner, repeats, best, costs) => (seed, sampler, pruner, repeats, best && repeats > 1 ? (int?)2 : null, costs));

    [Fact]
    public void What_is_remembered_changes_no_plan() => Cases.Sample(
        c =>
        {
            var spec = Spec(c.Sampler, c.Pruner, c.Repeats, c.Best, c.Costs);
            var world = new SimulatedExecutor(Facts.Study(spec), c.Seed);
            for (var turn = 0; !StudyStatuses.IsFinished(world.Study); turn++)
            {
                Assert.True(turn < 5000, "the study does not end");
                var plan = StudyPlanner.Decide(world.Study, world.Trials, world.Now);
                Assert.Equal(Text(FromScratch(world)), Text(plan));
                world.Carry(plan, chaos: turn < 120);
                world.Live(chaos: turn < 120);
            }
        },
        iter: 25,
        threads: 1);

    [Fact]
    public void A_record_that_disappears_is_forgotten()
    {
        var study = Facts.Study();
        Trial[] records = [Facts.Trial(0, Facts.Succeeded(0.9)), Facts.Trial(1, Facts.Succeeded(0.95)), Facts.Trial(2, Facts.Running(0.5))];

        Assert.Equal(1, StudyPlanner.Decide(study, records, Facts.Noon).Status.Best!.Trial);

        var less = StudyPlanner.Decide(study, [records[0], records[2]], Facts.Noon);
        Assert.Equal((0, 2, 1), (less.Status.Best!.Trial, less.Status.Trials.Total, less.Steps.OfType<PlanStep.StartTrial>().Single().Spec.Number));
    }

    [Fact]
    public void An_edited_manifest_is_decided_by_the_edit()
    {
        Trial[] records = [Facts.Trial(0, Facts.Running(0.9)), Facts.Trial(1, Facts.Running(0.5))];

        Assert.Empty(StudyPlanner.Decide(Facts.Study(), records, Facts.Noon).Steps);
        Assert.Single(StudyPlanner.Decide(Facts.Study(Facts.Spec.With(s => s with { ParallelTrials = 3 })), records, Facts.Noon).Steps);
        Assert.Empty(StudyPlanner.Decide(Facts.Study(), records, Facts.Noon).Steps);
    }

    [Fact]
    public void A_manifest_that_was_read_again_and_records_in_another_order_change_nothing()
    {
        List<Trial> records = [.. Enumerable.Range(0, 30).Select(n => Facts.Trial(n, n % 3 == 0 ? Facts.Paused(0.1 + (0.02 * n)) : Facts.Succeeded(0.1 + (0.02 * n))))];
        var spec = Facts.Spec.With(s => s with { Algorithm = "tpe", MaxTrials = 100, Pruning = new PruningSpec { Algorithm = "asha", MinEpochs = 1 } });
        var study = Facts.Study(spec);
        var first = Text(StudyPlanner.Decide(study, records, Facts.Noon));

        Assert.Equal(first, Text(StudyPlanner.Decide(study with { Spec = spec with { } }, records, Facts.Noon)));
        Assert.Equal(first, Text(StudyPlanner.Decide(study, [.. records.Take(1), .. Enumerable.Reverse(records.Skip(1))], Facts.Noon)));
    }

    // Copies are other objects: nothing is remembered of them.
    private static Plan FromScratch(SimulatedExecutor world) => StudyPlanner.Decide(world.Study, [.. world.Trials.Select(t => t with { })], world.Now);

    private static string Text(Plan plan) => FillerJson.Serialize(plan);

    private static StudySpec Spec(string sampler, string pruner, int repeats, int? best, bool costs) => Facts.Spec.With(s => s with
    {
        Algorithm = sampler,
        MaxTrials = 18,
        ParallelTrials = 3,
        Repeats = repeats,
        RepeatBest = best,
        MaxFailedTrials = 6,
        Pruning = new PruningSpec { Algorithm = pruner, MinEpochs = 1 },
    }) with
    {
        Objectives = costs ? [new MeasureSpec { Metric = Metrics.Accuracy }, new MeasureSpec { Metric = Measures.Weights }] : [],
    };
}
