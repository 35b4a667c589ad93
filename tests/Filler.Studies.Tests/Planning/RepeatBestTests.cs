using Filler.Api;
using Filler.Search;
using Filler.Studies.Tests.Simulation;

namespace Filler.Studies.Tests.Planning;

public class RepeatBestTests
{
    private static readonly SearchSpace Space = new([new IntegerParameter("model.filters", 1, 500)]);

    private static readonly StudySpec Spec = Facts.Spec.With(s => s with { Repeats = 3, RepeatBest = 2, MaxTrials = 9, ParallelTrials = 2 });

    [Fact]
    public void While_the_search_goes_on_nothing_is_repeated_and_the_repeats_budget_is_kept()
    {
        var spec = Spec with { Search = Spec.Search with { ParallelTrials = 9 } };

        // Nine less two repeats each of two: the fifth configuration is the last.
        Assert.Equal([(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)], Starts(spec, []).Select(s => (s.Configuration, s.Repeat)));
        Assert.Equal([(3, 0), (4, 0)], Starts(spec, Enumerable.Range(0, 3).Select(n => Facts.Trial(n, Facts.Succeeded(0.5)))).Select(s => (s.Configuration, s.Repeat)));
    }

    [Fact]
    public void Then_the_best_are_repeated_and_no_other()
    {
        double[] accuracies = [0.5, 0.9, 0.6, 0.8, 0.7];

        var starts = Starts(Spec with { Search = Spec.Search with { ParallelTrials = 9 } }, accuracies.Select((a, n) => Facts.Trial(n, Facts.Succeeded(a))));

        Assert.Equal([(1, 1), (1, 2), (3, 1), (3, 2)], starts.Select(s => (s.Configuration, s.Repeat)));
    }

    [Fact]
    public void A_free_slot_repeats_only_what_no_running_trial_can_overtake()
    {
        double[] accuracies = [0.5, 0.9, 0.6, 0.8];
        var trials = accuracies.Select((a, n) => Facts.Trial(n, Facts.Succeeded(a))).Append(Facts.Trial(4, Facts.Running(0.2)));

        Assert.Equal([(1, 1)], Starts(Spec, trials).Select(s => (s.Configuration, s.Repeat)));
    }

    [Fact]
    public void A_configuration_at_the_goal_is_repeated_at_once()
    {
        var starts = Starts(Spec with { Objective = new ObjectiveSpec { Goal = 0.85 } }, [Facts.Trial(0, Facts.Succeeded(0.9)), Facts.Trial(1, Facts.Succeeded(0.8))]);

        Assert.Equal([(0, 1), (0, 2)], starts.Select(s => (s.Configuration, s.Repeat)));
    }

    [Fact]
    public void A_value_that_is_no_number_is_not_repeated()
    {
        var broken = Facts.Succeeded(0.9);
        broken = broken with { Result = broken.Result! with { ValidationMetric = double.NaN } };
        var trials = Enumerable.Range(0, 5).Select(n => Facts.Trial(n, n == 0 ? Facts.Succeeded(0.6) : broken));

        Assert.Equal([(0, 1), (0, 2)], Starts(Spec, trials).Select(s => (s.Configuration, s.Repeat)));
    }

    [Fact]
    public void The_repeated_ones_lead_and_the_bound_is_shown()
    {
        Trial[] trials =
        [
            Facts.Trial(0, Facts.Succeeded(0.80)), Facts.Trial(1, Facts.Succeeded(0.82)), Facts.Trial(2, Facts.Succeeded(0.70)),
            Facts.Trial(3, Facts.Succeeded(0.80), 0, 1), Facts.Trial(4, Facts.Succeeded(0.80), 0, 2), Facts.Trial(5, Facts.Succeeded(0.62), 1, 1), Facts.Trial(6, Facts.Succeeded(0.95), 1, 2),
        ];

        var best = BestSelection.Of(Spec, trials)!;

        Assert.Equal([0, 3, 4], best.Repeats);
        Assert.True(best.ValidationBound < best.ValidationMetric);
    }

    [Fact]
    public void A_reserve_that_leaves_nothing_to_search_with_is_refused()
    {
        var problem = Assert.Single(StudyRules.Check(Facts.Spec.With(s => s with { Repeats = 3, RepeatBest = 3, MaxTrials = 6 })));

        Assert.Equal(("spec.search.repeatBest", "write maxTrials above 7, or repeat fewer"), (problem.Path, problem.Fix));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void A_study_ends_with_its_best_repeated_whatever_happens(int chaos)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var world = new SimulatedExecutor(Facts.Study(Spec), seed);
            for (var turn = 0; !StudyStatuses.IsFinished(world.Study); turn++)
            {
                Assert.True(turn < 3000, $"seed {seed} does not end");
                world.Carry(StudyPlanner.Decide(world.Study, world.Trials, world.Now), chaos: turn < chaos);
                world.Live(chaos: turn < chaos);
            }

            Assert.InRange(world.Trials.Count, 1, 9);
            if (chaos == 0) Assert.Equal((5, 4), (world.Trials.Count(t => t.Spec.Repeat == 0), world.Trials.Count(t => t.Spec.Repeat > 0)));
        }
    }

    private static List<TrialSpec> Starts(StudySpec spec, IEnumerable<Trial> trials) =>
        [.. StudyPlanner.Decide(Facts.Study(spec), [.. trials], Facts.Noon, StudyContext.Of(Space, new DrawSampler(500), new FixedPruner(), 9)).Steps.OfType<PlanStep.StartTrial>().Select(s => s.Spec)];
}
