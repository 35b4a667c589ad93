using CsCheck;
using Filler.Api;

namespace Filler.Studies.Tests.Simulation;

/// <summary>Rungs at which everything fails, ties, or has no value; budgets that end amid a bracket: the search goes on while it may, and ends with an answer if there is one.</summary>
public class OddRungsTests
{
    private static readonly string[] Samplers = ["random", "tpe", "gp", "genetic", "cmaes"];
    private static readonly string[] Pruners = ["asha", "hyperband", "median"];

    private static readonly Gen<Case> Cases = Gen.Select(
        Gen.Int[0, int.MaxValue - 1], Gen.Int[0, Samplers.Length - 1], Gen.Int[0, Pruners.Length - 1], Gen.Int[2, 4], Gen.Int[1, 9], Gen.Int[2, 9], Gen.Select(Gen.Int[1, 16], Gen.Int[1, 5]),
        (seed, sampler, pruner, reduction, least, epochs, size) => new Case(seed, Samplers[sampler], Pruners[pruner], reduction, 1 + ((least - 1) % (epochs - 1)), epochs, size.Item1, size.Item2));

    [Fact]
    public void Where_all_fail_at_a_rung_the_next_ones_are_tried_and_the_study_ends_without_an_answer() => Cases.Sample(
        c =>
        {
            var study = Run(c, (_, epoch) => epoch > c.FirstRung ? null : 0.5);
            if (c.FirstRung < c.Epochs) Assert.Null(study.Study.Status!.Best);
            Assert.Equal(c.MaxTrials, study.Trials.Count);
        },
        iter: 40,
        threads: 1);

    [Fact]
    public void One_that_comes_through_among_failures_is_trained_to_the_end() => Cases.Sample(
        c =>
        {
            var survivor = c.Seed % c.MaxTrials;
            var study = Run(c, (t, _) => t.Number == survivor ? 0.5 : null);
            Assert.Equal(survivor, study.Study.Status!.Best!.Trial);
        },
        iter: 40,
        threads: 1);

    [Fact]
    public void Ties_stop_nobody_for_good_and_somebody_is_trained_to_the_end() => Cases.Sample(
        c => Assert.NotNull(Run(c, (_, _) => 0.5).Study.Status!.Best), iter: 40, threads: 1);

    [Fact]
    public void Without_a_value_at_the_first_rung_a_trial_stops_there_and_the_others_give_the_answer() => Cases.Where(c => c.MaxTrials > 1).Sample(
        c =>
        {
            var study = Run(c, (t, epoch) => t.Number > 0 && epoch == c.FirstRung ? double.NaN : 0.5 - (t.Number / 100.0));
            Assert.NotNull(study.Study.Status!.Best);
            if (c.Pruner == "asha") Assert.Equal(0, study.Study.Status.Best.Trial);
        },
        iter: 40,
        threads: 1);

    [Fact]
    public void No_value_now_and_then_neither_stalls_a_bracket_nor_wins() => Cases.Sample(
        c =>
        {
            var study = Run(c, (t, epoch) => (t.Number + epoch + c.Seed) % 3 == 0 ? double.NaN : (t.Number * epoch % 5) == 4 ? null : 0.5 + (t.Number / 100.0));
            if (study.Trials.Any(t => double.IsFinite(t.Status.Result?.ValidationMetric ?? double.NaN))) Assert.True(double.IsFinite(study.Study.Status!.Best!.ValidationMetric));
        },
        iter: 60,
        threads: 1);

    private static SimulatedExecutor Run(Case c, Func<TrialSpec, int, double?> accuracy)
    {
        var spec = Facts.Spec.With(s => s with
        {
            Algorithm = c.Sampler,
            MaxTrials = c.MaxTrials,
            ParallelTrials = c.Parallel,
            MaxFailedTrials = c.MaxTrials,
            Pruning = new PruningSpec { Algorithm = c.Pruner, Reduction = c.Reduction, MinEpochs = c.FirstRung },
        }) with
        { Training = new TrainingSpec { Epochs = c.Epochs } };
        var world = new SimulatedExecutor(Facts.Study(spec), c.Seed, accuracy);
        for (var turn = 0; !StudyStatuses.IsFinished(world.Study); turn++)
        {
            Assert.True(turn < 3000, "the study does not end");
            world.Carry(StudyPlanner.Decide(world.Study, world.Trials, world.Now), chaos: false);

            // No worker waits for others' rungs while there is a trial to begin.
            var underWay = world.Trials.Count(t => TrialRecord.IsUnderWay(t.Status));
            Assert.True(underWay == c.Parallel || world.Trials.Count == c.MaxTrials || StudyStatuses.IsFinished(world.Study), $"{underWay} under way after {world.Trials.Count} of {c.MaxTrials} trials");
            world.Live(chaos: false);
        }

        Assert.All(world.Trials, t => Assert.True(TrialStanding.IsFinal(t.Status.Phase)));
        return world;
    }

    private sealed record Case(int Seed, string Sampler, string Pruner, int Reduction, int FirstRung, int Epochs, int MaxTrials, int Parallel);
}
