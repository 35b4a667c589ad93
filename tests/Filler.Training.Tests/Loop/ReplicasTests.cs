using Filler.Api;
using Filler.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Filler.Training.Tests.Loop;

/// <summary>Copies of a network that share each batch learn what one would.</summary>
public class ReplicasTests
{
    private const int Batch = 16;
    private static readonly NetworkPlan NoDropout = Runs.Plan(new ModelSpec { ConvLayers = 2, Filters = 4, DenseLayers = 1, DenseUnits = 16, Dropout = 0 });

    [Theory]
    [InlineData(2, int.MaxValue, false)]
    [InlineData(3, int.MaxValue, true)]
    [InlineData(5, 2, true)]
    [InlineData(Batch + 3, int.MaxValue, false)]
    public void Data_parallel_gradients_are_a_single_devices(int replicas, int microBatch, bool weighted)
    {
        using var scope = NewDisposeScope();
        var (single, singleLoss) = Gradients(1, int.MaxValue, weighted);
        var (parallel, parallelLoss) = Gradients(replicas, microBatch, weighted);

        Assert.Equal(singleLoss, parallelLoss, 5);
        // Float32 sums in another order: some 1e-7 of the largest gradient.
        Assert.All(single.Zip(parallel), pair => Assert.True((pair.First - pair.Second).abs().max().item<float>() <= 2e-6f * Math.Max(1, pair.First.abs().max().item<float>())));
    }

    [Fact]
    public void Training_on_two_copies_repeats_bit_for_bit_and_differs_from_one_by_rounding_alone()
    {
        TrainingOutcome Train(int replicas) => Runs.Run(Runs.Options(3, "sgd", 0.05) with { Replicas = replicas, ShiftPixels = 1 }, network: NoDropout);

        var (one, two) = (Train(1), Train(2));

        Assert.Equal(two.Weights, Train(2).Weights);
        Assert.Equal(one.Epochs.Select(e => e.TrainLoss), two.Epochs.Select(e => e.TrainLoss), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void A_training_on_copies_goes_on_from_its_checkpoint_bit_for_bit()
    {
        var network = Runs.Plan(new ModelSpec { Family = "residual", ConvLayers = 2, Filters = 4, DenseLayers = 1, DenseUnits = 8, Dropout = 0 });
        var options = Runs.Options(4, "sgd", 0.05) with { Replicas = 2 };
        var undisturbed = Runs.Run(options, network: network);
        var store = new MemoryCheckpoints();
        Assert.Throws<OperationCanceledException>(() => Runs.Run(options, store, new Runs.Listener(2), network));

        Assert.Equal(undisturbed.Weights, Runs.Run(options, store, network: network).Weights);
    }

    [Fact]
    public void A_copy_whose_device_is_full_halves_the_batch_of_all()
    {
        var listener = new Runs.Listener();
        var trainer = new Trainer(NoDropout, Runs.Options(2) with { Replicas = 2 }, Stripes.Sets(), Runs.Checkpoints(new MemoryCheckpoints(), out _), listener)
        {
            // The allocator's own refusal, of a petabyte.
            Allocating = images => { if (images > 3) empty(1L << 50).Dispose(); },
        };

        trainer.Run(CancellationToken.None);

        Assert.Contains("trained in micro-batches of 2 images", Assert.Single(listener.Notes));
    }

    [Fact]
    public void Buckets_hold_neighbours_up_to_25_MiB_and_every_weight_once()
    {
        using var scope = NewDisposeScope();
        Parameter[] weights = [.. new[] { 10L, 2_000_000, 5_000_000, 7_000_000, 10, 10 }.Select(n => nn.Parameter(zeros(n)))];

        Assert.Equal([0..2, 2..3, 3..4, 4..6], GradientBuckets.Of(weights));
        Assert.Empty(GradientBuckets.Of([]));
    }

    private static (List<Tensor> Gradients, double Loss) Gradients(int count, int microBatch, bool weighted)
    {
        random.manual_seed(4);
        var network = new Network(NoDropout);
        network.train();
        var optimizer = new Optimizer(Runs.Options(), network.Weights());
        var images = randn(Batch, 1, Stripes.Pixels, Stripes.Pixels);
        var labels = randint(0, 3, [Batch], ScalarType.Int64);
        var task = new ClassificationTask(3);
        GradientPass Pass(Network of) => new(of, task) { LabelSmoothing = weighted ? 0.1 : 0, ClassWeights = weighted ? tensor(new[] { 0.5f, 1f, 2f }) : null };
        var pass = Pass(network);
        using var replicas = count == 1 ? null : new Replicas(NoDropout, network, pass, Devices.Beside(CPU, count), (copy, _) => Pass(copy), 1);
        var loss = new TrainStep(network, optimizer, task, pass, microBatch) { Replicas = replicas }.Gradients(images, labels);
        return ([.. network.Weights().Select(w => w.Value.grad!)], loss);
    }
}
