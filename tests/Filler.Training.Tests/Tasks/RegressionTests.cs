using System.Globalization;
using System.Runtime.InteropServices;
using Filler.Api;
using Filler.Networks;

namespace Filler.Training.Tests.Tasks;

public class RegressionTests
{
    // Numbers that only the pattern tells: upright stripes of period 4 and 8, and noise.
    private static readonly double[] Targets = [10, 14, 40];
    private static readonly NetworkPlan Network =
        NetworkPlan.Of(new ModelSpec { ConvLayers = 2, Filters = 4, DenseLayers = 1, DenseUnits = 16, Dropout = 0.2 }, Stripes.Pixels, 1);

    [Fact]
    public void A_number_is_learnt_for_each_structure()
    {
        var listener = new Runs.Listener();

        var outcome = Train(Runs.Options(14) with { Metric = "r2" }, new MemoryCheckpoints(), listener);

        var figures = outcome.Evaluation.Regression!;
        Assert.InRange(figures.R2, 0.8, 1);
        Assert.InRange(figures.Mae, 0, 5);
        Assert.True(figures.Rmse >= figures.Mae);
        Assert.InRange(figures.OfClass(2).Mean, 30, 50);
        Assert.Equal(outcome.Epochs.MaxBy(e => e.R2)!.Epoch, outcome.BestEpoch);
        Assert.All(outcome.Epochs, e => Assert.True(double.IsNaN(e.Accuracy)));
        Assert.Equal(MemoryMarshal.Cast<byte, float>(outcome.Evaluation.Predictions).ToArray(), figures.Predictions);
    }

    [Fact]
    public void A_stopped_regression_goes_on_bit_for_bit()
    {
        var options = Runs.Options(4) with { Metric = "mae" };
        var undisturbed = Train(options, new MemoryCheckpoints(), new Runs.Listener());
        var store = new MemoryCheckpoints();
        Assert.Throws<OperationCanceledException>(() => Train(options, store, new Runs.Listener(2)));

        var outcome = Train(options, store, new Runs.Listener());

        Assert.Equal(undisturbed.Weights, outcome.Weights);
        Assert.Equal(undisturbed.Evaluation.Predictions, outcome.Evaluation.Predictions);
        Assert.Equal(undisturbed.Epochs.Select(e => (e.R2, e.Mae)), outcome.Epochs.Select(e => (e.R2, e.Mae)));
    }

    [Fact]
    public void The_file_says_how_to_turn_an_output_into_the_target()
    {
        var metadata = SafeTensors.Parse(Train(Runs.Options(1) with { Metric = "loss" }, new MemoryCheckpoints(), new Runs.Listener()).Weights).Metadata;

        Assert.Equal("regression", metadata["task"]);
        Assert.Equal(Targets.Average(), double.Parse(metadata["targetMean"], CultureInfo.InvariantCulture), 12);
        Assert.InRange(double.Parse(metadata["targetDeviation"], CultureInfo.InvariantCulture), 13.28, 13.30);
    }

    [Theory]
    [InlineData(10.0, 14.0)]
    [InlineData(3.0, 3.0, 3.0)]
    [InlineData(1.0, 2.0, double.NaN)]
    public void Targets_that_cannot_be_learnt_are_refused(params double[] targets)
    {
        var sets = Stripes.Sets() with { Targets = targets };

        Assert.Contains("target", Assert.Throws<ArgumentException>(sets.Check).Message);
    }

    private static TrainingOutcome Train(TrainingOptions options, ICheckpointStore store, Runs.Listener listener) =>
        new Trainer(Network, options, Stripes.Sets() with { Targets = Targets }, Runs.Checkpoints(store, out _), listener).Run(listener.Stop);
}
