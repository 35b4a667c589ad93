using System.Globalization;
using CsCheck;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies.Tests.Simulation;

/// <summary>The public planner with the search room's own samplers and pruners.</summary>
public class RealSearchTests
{
    private static readonly Gen<(int Seed, string Algorithm, string Pruning, int Max, int Parallel, int Repeats)> Cases = Gen.Select(
        Gen.Int[0, int.MaxValue - 1], Gen.Int[0, 2].Select(i => SamplerFactory.Names[i]), Gen.Int[0, 2].Select(i => PrunerFactory.Names[i]), Gen.Int[1, 20], Gen.Int[1, 4], Gen.Int[1, 2],
        (seed, algorithm, pruning, max, parallel, repeats) => (seed, algorithm, pruning, max, parallel, Math.Min(max, repeats)));

    [Fact]
    public void Every_algorithm_with_every_pruner_ends_with_an_answer() => Cases.Sample(
        c =>
        {
            var world = Simulate(Spec(c.Algorithm, c.Pruning, c.Max, c.Parallel, c.Repeats), c.Seed, chaos: 0);
            Assert.NotNull(world.Study.Status!.Best);
            Assert.DoesNotContain(world.Study.Status.Conditions, x => x.Type == "Failed");
        },
        iter: 60,
        threads: 1);

    [Fact]
    public void Every_algorithm_with_every_pruner_ends_whatever_happens() => Cases.Sample(
        c => Simulate(Spec(c.Algorithm, c.Pruning, c.Max, c.Parallel, c.Repeats), c.Seed, chaos: 100), iter: 60, threads: 1);

    [Fact]
    public void A_grid_without_a_budget_is_trained_whole_and_once()
    {
        var spec = Spec("grid", "none", null, 2, 2);

        var world = Simulate(spec, 1, chaos: 0);

        Assert.Equal(2 * 6, StudyBudget.ExpectedTrials(spec));
        Assert.Equal(2 * 6, world.Trials.Count);
        Assert.Equal(6, world.Trials.Select(t => t.Spec.Parameters.Key()).Distinct().Count());
        Assert.Equal("every configuration has been tried (12 trials)", world.Study.Status!.Message);
    }

    [Fact]
    public void Expectations_follow_the_budget_or_the_space_whichever_is_smaller()
    {
        Assert.Equal(5, StudyBudget.ExpectedTrials(Spec("random", "none", 5, 2, 1)));
        Assert.Equal(6, StudyBudget.ExpectedTrials(Spec("random", "none", 50, 2, 1)));
        Assert.Equal(StudyBudget.DefaultMaxTrials, StudyBudget.ExpectedTrials(Facts.Spec.With(s => s with { MaxTrials = null })));
    }

    [Fact]
    public void Halving_spends_fewer_epochs_than_training_everything()
    {
        int Epochs(string pruning) => Simulate(Facts.Spec.With(s => s with { MaxTrials = 27, Pruning = new PruningSpec { Algorithm = pruning, MinEpochs = 1 } }), 7, chaos: 0)
            .Trials.Sum(t => t.Status.Epochs.Count);

        Assert.InRange(Epochs("asha"), 27, 27 * 9 / 2);
        Assert.Equal(27 * 9, Epochs("none"));
    }

    [Fact]
    public void A_manifest_with_problems_plans_nothing_and_says_why()
    {
        var study = Facts.Study(Facts.Spec.With(s => s with { Parameters = [new ParameterSpec { Path = "model.convLayer", Int = new IntRange { Min = 1, Max = 2 } }] }));

        var plan = StudyPlanner.Decide(study, [Facts.Trial(0, Facts.Running(0.5))], Facts.Noon);

        Assert.Empty(plan.Steps);
        Assert.Contains(plan.Status.Conditions, c => c is { Type: "Accepted", Status: "False", Reason: "Invalid" });
        Assert.Contains("did you mean 'model.convLayers'?", plan.Status.Message);
        Assert.Equal(1, plan.Status.Trials.Running);
    }

    private static StudySpec Spec(string algorithm, string pruning, int? max, int parallel, int repeats) => Facts.Spec.With(s => s with
    {
        Algorithm = algorithm,
        Pruning = new PruningSpec { Algorithm = pruning, MinEpochs = 1 },
        MaxTrials = max,
        ParallelTrials = parallel,
        Repeats = repeats,
        Parameters =
        [
            new ParameterSpec { Path = "model.convLayers", Int = new IntRange { Min = 1, Max = 3 } },
            new ParameterSpec { Path = "model.dropout", Double = new DoubleRange { Min = 0, Max = 0.5, Step = 0.5 } },
        ],
    });

    private static SimulatedExecutor Simulate(StudySpec spec, int seed, int chaos)
    {
        var world = new SimulatedExecutor(Facts.Study(spec), seed);
        for (var turn = 0; !StudyStatuses.IsFinished(world.Study); turn++)
        {
            Assert.True(turn < 3000, string.Create(CultureInfo.InvariantCulture, $"the study does not end: {spec.Search.Algorithm}, {spec.Search.Pruning.Algorithm}, seed {seed}"));
            world.Carry(StudyPlanner.Decide(world.Study, world.Trials, world.Now), chaos: turn < chaos);
            Assert.True(world.Trials.Count <= StudyBudget.MaxTrials(spec));
            Assert.True(world.MostUnderWay <= spec.Search.ParallelTrials);
            world.Live(chaos: turn < chaos);
        }

        Assert.All(world.Trials, t => Assert.True(TrialStanding.IsFinal(t.Status.Phase)));
        return world;
    }
}
