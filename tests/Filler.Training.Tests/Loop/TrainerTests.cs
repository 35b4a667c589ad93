using Filler.Api;
using Filler.Networks;

namespace Filler.Training.Tests.Loop;

public class TrainerTests
{
    [Theory]
    [InlineData("adam", 0.01)]
    [InlineData("adamw", 0.01)]
    [InlineData("sgd", 0.05)]
    [InlineData("rmsprop", 0.002)]
    public void Every_optimiser_learns_easy_images(string optimizer, double learningRate)
    {
        var listener = new Runs.Listener();

        var outcome = Runs.Run(Runs.Options(14, optimizer, learningRate), listener: listener);

        Assert.True(outcome.Evaluation.Confusion.Accuracy > 0.9, $"{optimizer}: {outcome.Evaluation.Confusion.Accuracy}");
        Assert.Equal(36, outcome.Evaluation.Confusion.Total);
        Assert.Equal(Enumerable.Range(1, 14), listener.Epochs.Select(e => e.Epoch));
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_and_other_seeds_others()
    {
        var first = Runs.Run(Runs.Options(3));

        Assert.Equal(first.Weights, Runs.Run(Runs.Options(3)).Weights);
        Assert.NotEqual(first.Weights, Runs.Run(Runs.Options(3, seed: 6)).Weights);
    }

    [Fact]
    public void A_network_that_starts_from_another_s_weights_knows_at_once_what_that_one_learned()
    {
        var parent = Runs.Run(Runs.Options(14));
        var start = SafeTensors.Parse(parent.Weights);
        TrainingOutcome First(SafeTensors? weights, NetworkPlan network) =>
            new Trainer(network, Runs.Options(1, learningRate: 1e-6, seed: 77), Stripes.Sets(), Runs.Checkpoints(new MemoryCheckpoints(), out _), new Runs.Listener()) { Start = weights }
                .Run(CancellationToken.None);

        var (child, orphan) = (First(start, Runs.Network), First(null, Runs.Network));

        Assert.True(child.Evaluation.Confusion.Accuracy > 0.9, $"{child.Evaluation.Confusion.Accuracy}");
        Assert.True(child.Epochs[0].TrainLoss < orphan.Epochs[0].TrainLoss / 2, $"{child.Epochs[0].TrainLoss} with its parent's weights, {orphan.Epochs[0].TrainLoss} without");
        // A wider dense layer fits nowhere but in the convolutions: the others come from the seed.
        var wider = Runs.Plan(new ModelSpec { ConvLayers = 2, Filters = 4, DenseLayers = 1, DenseUnits = 24, Dropout = 0.2 });
        Assert.NotEqual(First(null, wider).Weights, First(start, wider).Weights);
    }

    [Theory]
    [InlineData("adam", 1)]
    [InlineData("adamw", 2)]
    [InlineData("sgd", 3)]
    [InlineData("rmsprop", 2)]
    public void A_stopped_training_goes_on_bit_for_bit(string optimizer, int stopAfter)
    {
        var options = Runs.Options(5, optimizer);
        var whole = new MemoryCheckpoints();
        var undisturbed = Runs.Run(options, whole);
        var store = new MemoryCheckpoints();
        var stopped = new Runs.Listener(stopAfter);
        Assert.Throws<OperationCanceledException>(() => Runs.Run(options, store, stopped));
        var resumed = new Runs.Listener();

        var outcome = Runs.Run(options, store, resumed);

        Assert.Equal(stopAfter, resumed.Resumed.Count);
        Assert.Equal(Enumerable.Range(stopAfter + 1, 5 - stopAfter), resumed.Epochs.Select(e => e.Epoch));
        Assert.Equal(undisturbed.Weights, outcome.Weights);
        Assert.Equal(undisturbed.Epochs.Select(e => e with { Seconds = 0 }), outcome.Epochs.Select(e => e with { Seconds = 0 }));
        Assert.Equal(undisturbed.Evaluation.Predictions, outcome.Evaluation.Predictions);
    }

    [Theory]
    [InlineData("cosine", "plain")]
    [InlineData("plateau", "residual")]
    [InlineData("oneCycle", "rotationPooled")]
    public void Schedule_and_moving_averages_go_on_bit_for_bit(string schedule, string family)
    {
        var network = Runs.Plan(new Filler.Api.ModelSpec { Family = family, ConvLayers = 2, Filters = 4, DenseLayers = 1, DenseUnits = 8 });
        var options = Runs.Options(5, "sgd", 0.05) with { Schedule = schedule, DecayEpochs = 1, WarmupEpochs = 1, Nesterov = true, LabelSmoothing = 0.1, ShiftPixels = 2, ClipNorm = 1 };
        var undisturbed = Runs.Run(options, network: network);
        var store = new MemoryCheckpoints();
        Assert.Throws<OperationCanceledException>(() => Runs.Run(options, store, new Runs.Listener(3), network));

        Assert.Equal(undisturbed.Weights, Runs.Run(options, store, network: network).Weights);
    }

    [Fact]
    public void Training_ends_once_the_metric_has_not_improved_for_the_patience()
    {
        var outcome = Runs.Run(Runs.Options(40) with { EarlyStoppingPatience = 3 });

        Assert.True(outcome.Epochs.Count < 40);
        Assert.Equal(outcome.BestEpoch + 3, outcome.Epochs.Count);
    }

    [Fact]
    public void A_damaged_checkpoint_is_passed_over_for_the_one_before()
    {
        var options = Runs.Options(6);
        var undisturbed = Runs.Run(options);
        var store = new MemoryCheckpoints();
        foreach (var stopAfter in new[] { 2, 4 })
        {
            // Only what a stop writes, so that the two kept are those of epochs 2 and 4.
            var attempt = new MemoryCheckpoints();
            foreach (var (name, content) in store.Objects) attempt.Write(name, content);
            Assert.Throws<OperationCanceledException>(() => Runs.Run(options, attempt, new Runs.Listener(stopAfter)));
            foreach (var name in attempt.List().Where(n => n.Contains($"{stopAfter:D5}", StringComparison.Ordinal))) store.Write(name, attempt.Read(name)!);
        }

        Assert.Contains("checkpoint-00002.safetensors", store.Objects.Keys);
        store.Objects["checkpoint-00004.safetensors"][^1] ^= 1;
        var warnings = new List<string>();
        var listener = new Runs.Listener();

        var outcome = new Trainer(Runs.Network, options, Stripes.Sets(), new CheckpointFolder(store, warnings.Add), listener).Run(CancellationToken.None);

        Assert.Contains("checkpoint-00004.safetensors is damaged", Assert.Single(warnings));
        Assert.Equal(2, listener.Resumed.Count);
        Assert.Equal(undisturbed.Weights, outcome.Weights);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_training_at_once()
    {
        var error = Assert.Throws<TrainingDivergedException>(() => Runs.Run(Runs.Options(5, "sgd", 1e9)));

        Assert.Equal(1, error.Epoch);
        Assert.Contains("try a smaller training.learningRate", error.Message);
    }

    [Fact]
    public void The_best_epoch_is_evaluated_not_the_last()
    {
        var outcome = Runs.Run(Runs.Options(8));

        var costs = outcome.Epochs.Select(e => (e.Cost("accuracy"), e.Loss)).ToList();
        Assert.Equal(costs.Min(), costs[outcome.BestEpoch - 1]);
    }

    [Fact]
    public void Images_and_labels_that_do_not_fit_are_refused()
    {
        var sets = Stripes.Sets();
        var broken = sets with { Validation = sets.Validation with { Labels = sets.Validation.Labels[1..] } };

        var error = Assert.Throws<ArgumentException>(() => new Trainer(Runs.Network, Runs.Options(), broken, Runs.Checkpoints(new MemoryCheckpoints(), out _), new Runs.Listener()));

        Assert.Contains("the validation split has 35 labels for 36 images", error.Message);
    }
}
