using CsCheck;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies.Tests.Simulation;

public class StudySimulationTests
{
    private static readonly Gen<(int Seed, int Max, int Parallel, int Repeats, int Points, bool Halving, int Epochs)> Cases = Gen.Select(
        Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 14], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[1, 30], Gen.Bool, Gen.Int[1, 9],
        (seed, max, parallel, repeats, points, halving, epochs) => (seed, max, parallel, repeats, points, halving, epochs));

    [Fact]
    public void Every_study_ends_whatever_happens_to_its_executor() => Cases.Sample(c => Simulate(c), iter: 120, threads: 1);

    [Fact]
    public void An_undisturbed_study_ends_with_an_answer() => Cases.Sample(
        c =>
        {
            var world = Simulate(c, chaos: 0);
            Assert.NotNull(world.Study.Status!.Best);
            Assert.DoesNotContain(world.Study.Status.Conditions, x => x.Type == "Failed");
        },
        iter: 80,
        threads: 1);

    private static SimulatedExecutor Simulate(
        (int Seed, int Max, int Parallel, int Repeats, int Points, bool Halving, int Epochs) c, int chaos = 150)
    {
        var spec = Facts.Spec.With(s => s with { MaxTrials = c.Max, ParallelTrials = c.Parallel, Repeats = c.Repeats, MaxFailedTrials = 4 })
            with
        { Training = new TrainingSpec { Epochs = c.Epochs } };
        var world = new SimulatedExecutor(Facts.Study(spec), c.Seed);
        var space = new SearchSpace([new IntegerParameter("model.filters", 1, 500)]);
        var context = StudyContext.Of(space, new DrawSampler(c.Points), c.Halving ? new RungPruner() : new FixedPruner(), c.Epochs);
        var shuffle = new Random(c.Seed);

        for (var turn = 0; !StudyStatuses.IsFinished(world.Study); turn++)
        {
            Assert.True(turn < 5000, "the study does not end");
            var plan = Decide(world.Trials);
            if (turn % 7 == 0)
            {
                var shuffled = world.Trials.ToArray();
                shuffle.Shuffle(shuffled);
                Assert.Equal(FillerJson.Serialize(plan), FillerJson.Serialize(Decide(shuffled)));
            }

            world.Carry(plan, chaos: turn < chaos);
            Check(world, spec, plan);
            world.Live(chaos: turn < chaos);
        }

        Assert.Empty(Decide(world.Trials).Steps);
        Assert.All(world.Trials, t => Assert.True(TrialStanding.IsFinal(t.Status.Phase)));
        return world;

        Plan Decide(IReadOnlyList<Trial> trials) => StudyPlanner.Decide(world.Study, trials, world.Now, context);
    }

    private static void Check(SimulatedExecutor world, StudySpec spec, Plan plan)
    {
        var trials = world.Trials;
        Assert.True(trials.Count <= spec.Search.MaxTrials, $"{trials.Count} trials of {spec.Search.MaxTrials}");
        Assert.True(world.MostUnderWay <= spec.Search.ParallelTrials, $"{world.MostUnderWay} under way of {spec.Search.ParallelTrials}");
        Assert.Equal(Enumerable.Range(0, trials.Count), trials.Select(t => t.Spec.Number));
        Assert.All(trials, t => Assert.True(t.Status.Crashes <= spec.Trial.Retries + 1));
        Assert.All(trials.GroupBy(t => (t.Spec.Configuration, t.Spec.Repeat)), g => Assert.Single(g));
        Assert.All(trials.GroupBy(t => t.Spec.Parameters.Key()), g => Assert.Single(g.Select(t => t.Spec.Configuration).Distinct()));
        var counts = plan.Status.Trials;
        Assert.Equal(counts.Total, counts.Pending + counts.Running + counts.Paused + counts.Succeeded + counts.Pruned + counts.Failed);
        Assert.False(plan.Steps.Count > 1 && plan.Steps.Any(s => s is PlanStep.FinishStudy), "the end stands alone");
    }
}
