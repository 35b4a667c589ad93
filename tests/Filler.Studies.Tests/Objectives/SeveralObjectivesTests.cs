using Filler.Api;
using Filler.Search;
using Filler.Studies.Tests.Simulation;

namespace Filler.Studies.Tests.Objectives;

public class SeveralObjectivesTests
{
    private static readonly StudySpec Spec = Facts.Spec with { Objectives = [new MeasureSpec(), new MeasureSpec { Metric = Measures.Weights }] };
    private static readonly SearchSpace Space = SearchSpaces.From(Spec).Space!;

    [Fact]
    public void Each_proposal_sees_the_trials_by_weights_of_its_own()
    {
        var (several, history) = Of(FrontsTests.Done(0, 0.9, 1000), FrontsTests.Done(1, 0.75, 100), FrontsTests.Done(2, 0.6, 10));

        var best = Enumerable.Range(0, 200).Select(s => several.Weighted(history, (ulong)s).MinBy(o => o.Value)!.Number).ToList();

        Assert.Equal([0, 1, 2], best.Distinct().Order());
        Assert.Equal(several.Weighted(history, 7).Select(o => o.Value), several.Weighted(history, 7).Select(o => o.Value));
    }

    [Fact]
    public void A_dominated_trial_is_never_the_best()
    {
        var (several, history) = Of(FrontsTests.Done(0, 0.9, 1000), FrontsTests.Done(1, 0.89, 1001), FrontsTests.Done(2, 0.6, 10));

        Assert.DoesNotContain(1, Enumerable.Range(0, 200).Select(s => several.Weighted(history, (ulong)s).MinBy(o => o.Value)!.Number));
    }

    [Fact]
    public void An_unfinished_trial_is_weighed_by_the_network_that_its_worker_built()
    {
        var (several, history) = Of(FrontsTests.Done(0, 0.9, 1000), FrontsTests.Done(1, 0.5, 10), Paused(2, 10, 0.7), Paused(3, 1000, 0.7));

        Assert.All(Enumerable.Range(0, 50), s =>
        {
            var seen = several.Weighted(history, (ulong)s);
            Assert.Equal((ObservationState.Paused, null, 1), (seen[2].State, seen[2].Value, seen[2].Curve.Count));
            Assert.True(seen[2].Curve[0] < seen[3].Curve[0]);
        });
    }

    [Fact]
    public void Pruners_see_the_front_that_a_trial_stood_on_after_each_epoch()
    {
        var (several, history) = Of(Paused(0, 1000, 0.5, 0.9), Paused(1, 10, 0.5, 0.6), Paused(2, 1000, 0.4, 0.8), Facts.Trial(3, Facts.Running()));

        var seen = several.Ranked(history);

        Assert.Equal([0, 0, 1], seen.Take(3).Select(o => (int)o.Curve[1]));
        // After one epoch trial 0 was no better than the smaller one.
        Assert.Equal([1, 0, 2], seen.Take(3).Select(o => (int)o.Curve[0]));
        Assert.Empty(seen[3].Curve);
    }

    [Fact]
    public void An_operation_count_that_no_worker_gave_is_neither_good_nor_bad()
    {
        var spec = Spec with { Objectives = [new MeasureSpec(), new MeasureSpec { Metric = Measures.FlopsPerImage }] };
        Trial[] trials = [FrontsTests.Done(0, 0.9, 1), FrontsTests.Done(1, 0.5, 1), Paused(2, 10, 0.7)];
        var ledger = Ledger.Of(Facts.Study(spec), trials);

        var seen = SeveralObjectives.Of(spec, ledger)!.Weighted(ledger.HistoryIn(Space, Metrics.Accuracy).Trials, 3);

        Assert.True(double.IsFinite(seen[2].Curve[0]));
    }

    [Fact]
    public void A_finished_trial_without_a_value_counts_as_failed()
    {
        var broken = Facts.Succeeded(0.9);
        var (several, history) = Of(Facts.Trial(0, broken with { Result = broken.Result! with { Weights = 0 } }), FrontsTests.Done(1, 0.5, 10));

        Assert.Equal([ObservationState.Failed, ObservationState.Complete], several.Weighted(history, 1).Select(o => o.State));
    }

    [Theory]
    [InlineData("auto", "asha")]
    [InlineData("tpe", "median")]
    [InlineData("gp", "hyperband")]
    [InlineData("cmaes", "none")]
    [InlineData("genetic", "asha")]
    [InlineData("random", "asha")]
    public void Every_sampler_and_pruner_runs_a_study_of_several_objectives_to_its_end(string algorithm, string pruning)
    {
        var spec = Spec with { Search = Spec.Search with { Algorithm = algorithm, MaxTrials = 25, ParallelTrials = 3, Pruning = new PruningSpec { Algorithm = pruning, MinEpochs = 1 } } };
        var world = new SimulatedExecutor(Facts.Study(spec), 5);
        for (var turn = 0; !StudyStatuses.IsFinished(world.Study); turn++)
        {
            Assert.True(turn < 3000, "the study does not end");
            world.Carry(StudyPlanner.Decide(world.Study, world.Trials, world.Now), chaos: false);
            world.Live(chaos: false);
        }

        Assert.NotEmpty(world.Study.Status!.Front!.Points);
        Assert.NotNull(world.Study.Status.Best);
    }

    [Fact]
    public void Wrong_objectives_are_refused_by_their_field()
    {
        ManifestProblem Only(params string[] measures) => Assert.Single(StudyRules.Check(Spec with { Objectives = [.. measures.Select(m => new MeasureSpec { Metric = m })] }));

        Assert.Equal(("spec.objectives", "1 objective"), (Only("accuracy").Path, Only("accuracy").Problem));
        Assert.Equal("objective.metric accuracy is not among them", Only("loss", "weights").Problem);
        Assert.Equal("spec.objectives[2].metric", Only("accuracy", "weights", "weights").Path);
        Assert.Equal("4 objectives", Only("accuracy", "weights", "trainImages", "loss").Problem);
    }

    private static (SeveralObjectives, TrialHistory) Of(params Trial[] trials)
    {
        var ledger = Ledger.Of(Facts.Study(Spec), trials);
        return (SeveralObjectives.Of(Spec, ledger)!, ledger.HistoryIn(Space, Metrics.Accuracy).Trials);
    }

    private static Trial Paused(int number, long weights, params double[] accuracies) => Facts.Trial(number, Facts.Paused(accuracies) with { Network = new NetworkFigures(weights, null) });
}
