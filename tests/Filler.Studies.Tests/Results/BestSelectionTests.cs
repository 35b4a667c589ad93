using Filler.Api;

namespace Filler.Studies.Tests.Results;

public class BestSelectionTests
{
    [Fact]
    public void Without_a_finished_trial_there_is_no_best() =>
        Assert.Null(BestSelection.Of(Facts.Spec, [Facts.Trial(0, Facts.Running(0.9)), Facts.Trial(1, Facts.Paused(0.9)), Facts.Trial(2, Facts.Failed())]));

    [Fact]
    public void Only_trained_and_evaluated_trials_compete() =>
        Assert.Equal(1, BestSelection.Of(Facts.Spec, [Facts.Trial(0, Facts.Running(0.99)), Facts.Trial(1, Facts.Succeeded(0.6)), Facts.Trial(2, Facts.Paused(0.8))])!.Trial);

    [Fact]
    public void Ties_go_to_the_lower_number() =>
        Assert.Equal(1, BestSelection.Of(Facts.Spec, [Facts.Trial(2, Facts.Succeeded(0.8)), Facts.Trial(1, Facts.Succeeded(0.8))])!.Trial);

    [Fact]
    public void A_loss_is_better_the_lower_it_is()
    {
        var spec = Facts.Spec with { Objective = new ObjectiveSpec { Metric = Metrics.Loss } };

        Assert.Equal(1, BestSelection.Of(spec, [Facts.Trial(0, Facts.Succeeded(0.8)), Facts.Trial(1, Facts.Succeeded(0.3))])!.Trial);
    }

    [Fact]
    public void A_metric_that_is_no_number_never_wins()
    {
        var broken = Facts.Succeeded(0.9);
        broken = broken with { Result = broken.Result! with { ValidationMetric = double.NaN } };

        Assert.Equal(1, BestSelection.Of(Facts.Spec, [Facts.Trial(0, broken), Facts.Trial(1, Facts.Succeeded(0.1))])!.Trial);
    }

    [Fact]
    public void Evaluation_counts_decide_nothing()
    {
        var lucky = Facts.Succeeded(0.7);
        lucky = lucky with { Result = lucky.Result! with { ConfusionMatrix = [[100, 0], [0, 100]], EvaluationLoss = 0 } };

        var best = BestSelection.Of(Facts.Spec, [Facts.Trial(0, lucky), Facts.Trial(1, Facts.Succeeded(0.8))])!;

        Assert.Equal(1, best.Trial);
    }

    [Fact]
    public void Repeats_are_ranked_by_their_mean_and_show_their_spread()
    {
        var spec = Facts.Spec.With(s => s with { Repeats = 2 });

        var best = BestSelection.Of(
            spec,
            [
                Facts.Trial(0, Facts.Succeeded(0.95)), Facts.Trial(2, Facts.Succeeded(0.55), configuration: 0, repeat: 1),
                Facts.Trial(1, Facts.Succeeded(0.80)), Facts.Trial(3, Facts.Succeeded(0.84), configuration: 1, repeat: 1),
            ])!;

        Assert.Equal([1, 3], best.Repeats);
        Assert.Equal(0.82, best.ValidationMetric, 1e-12);
        Assert.Equal(0.04 / Math.Sqrt(2), best.ValidationSpread!.Value, 1e-12);
        Assert.Equal(3, best.Trial);
    }

    [Fact]
    public void One_lucky_seed_ranks_below_configurations_whose_repeats_have_ended()
    {
        var spec = Facts.Spec.With(s => s with { Repeats = 2 });

        var best = BestSelection.Of(
            spec,
            [Facts.Trial(0, Facts.Succeeded(0.7)), Facts.Trial(1, Facts.Failed(), configuration: 0, repeat: 1), Facts.Trial(2, Facts.Succeeded(0.99))])!;

        Assert.Equal(0, best.Trial);
        Assert.Null(best.ValidationSpread);
    }

    [Fact]
    public void The_winner_is_described_by_its_evaluation_counts()
    {
        var trial = Facts.Succeeded(0.8);
        trial = trial with { Result = trial.Result! with { ConfusionMatrix = [[90, 10], [40, 60]] } };

        var best = BestSelection.Of(Facts.Spec, [Facts.Trial(0, trial)])!;

        Assert.Equal(["aggregated", "random"], best.PerClass.Select(c => c.Name));
        Assert.Equal([(90, 100), (60, 100)], best.PerClass.Select(c => (c.Correct, c.Total)));
        Assert.Equal(0.75, best.EvaluationAccuracy);
        Assert.All(best.PerClass, c => Assert.True(c.Low < c.Accuracy && c.Accuracy < c.High));
        Assert.Equal("trial/epoch-1.safetensors", best.Checkpoint);
    }
}
