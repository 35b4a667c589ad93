using Filler.Api;
using Filler.Search;

namespace Filler.Studies.Tests.Search;

public class StudyHistoryTests
{
    [Fact]
    public void Everything_is_a_cost()
    {
        var history = Of(Facts.Spec, Facts.Trial(0, Facts.Succeeded(0.5, 0.8)), Facts.Trial(1, Facts.Running(0.4)));

        Assert.Equal([0.5, 0.2], history[0].Curve.Select(c => Math.Round(c, 12)));
        Assert.Equal(0.2, history[0].Value!.Value, 1e-12);
        Assert.Equal((ObservationState.Running, null), (history[1].State, history[1].Value));
        Assert.Equal(new ParameterValue.Integer(1), history[0].Parameters["model.convLayers"]);
    }

    [Fact]
    public void What_has_no_epochs_is_held_against_no_networks_first_epochs()
    {
        var machine = Facts.Trial(0, Facts.Succeeded(0.8));
        machine = machine with { Spec = machine.Spec with { Model = new ModelSpec { HogSvm = new HogSvmSpec() } } };
        var ledger = Ledger.Of(Facts.Study(), [machine, Facts.Trial(1, Facts.Running(0.4))]);
        var history = ledger.HistoryIn(SearchSpaces.From(Facts.Spec).Space!, Metrics.Accuracy);

        Assert.Equal([0, 1], history.Trials.Select(o => o.Number));
        Assert.Equal(1, Assert.Single(history.WithEpochs).Number);
    }

    [Fact]
    public void A_loss_is_its_own_cost()
    {
        var trial = Facts.Succeeded(0.7);
        trial = trial with { Result = trial.Result! with { ValidationMetric = 0.25 } };

        var observation = Of(Facts.Spec with { Objective = new ObjectiveSpec { Metric = Metrics.Loss } }, Facts.Trial(0, trial))[0];

        Assert.Equal(0.25, observation.Value);
        Assert.Equal(0.3, observation.Curve[0], 1e-12);
    }

    [Fact]
    public void Repeats_refine_the_value_of_their_configuration()
    {
        var history = Of(
            Facts.Spec.With(s => s with { Repeats = 3 }),
            Facts.Trial(0, Facts.Succeeded(0.9)), Facts.Trial(1, Facts.Succeeded(0.6), configuration: 0, repeat: 1), Facts.Trial(2, Facts.Running(0.1), configuration: 0, repeat: 2));

        Assert.Equal(0.25, Assert.Single(history).Value!.Value, 1e-12);
    }

    [Fact]
    public void A_value_that_is_no_number_is_a_failure()
    {
        var trial = Facts.Succeeded(0.7);
        trial = trial with { Result = trial.Result! with { ValidationMetric = double.NaN } };

        Assert.Equal((ObservationState.Failed, null), (Of(Facts.Spec, Facts.Trial(0, trial))[0].State, Of(Facts.Spec, Facts.Trial(0, trial))[0].Value));
    }

    [Theory]
    [InlineData(StopKind.Pause, ObservationState.Paused)]
    [InlineData(StopKind.Suspend, ObservationState.Running)]
    public void A_suspended_trial_still_counts_as_running(StopKind stop, ObservationState state) =>
        Assert.Equal(state, Of(Facts.Spec, Facts.Trial(0, Facts.Paused(0.5).Asked(stop)))[0].State);

    private static TrialHistory Of(StudySpec spec, params Trial[] trials) =>
        Ledger.Of(Facts.Study(spec), trials).HistoryIn(SearchSpaces.From(spec).Space!, spec.Objective.Metric).Trials;
}
