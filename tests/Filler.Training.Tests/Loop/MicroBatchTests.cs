using System.Runtime.InteropServices;
using Filler.Api;
using Filler.Networks;
using static TorchSharp.torch;

namespace Filler.Training.Tests.Loop;

public class MicroBatchTests
{
    private static readonly NetworkPlan NoDropout = Runs.Plan(new ModelSpec { ConvLayers = 2, Filters = 4, DenseLayers = 1, DenseUnits = 16, Dropout = 0 });

    [Theory]
    [InlineData(8)]
    [InlineData(5)]
    [InlineData(1)]
    public void Accumulated_gradients_are_the_whole_batchs(int size)
    {
        using var scope = NewDisposeScope();
        var (whole, wholeLoss) = Gradients(int.MaxValue);
        var (parts, partsLoss) = Gradients(size);

        Assert.Equal(wholeLoss, partsLoss, 5);
        // Float32 sums in another order: some 1e-7 of the largest gradient.
        Assert.All(whole.Zip(parts), pair => Assert.True((pair.First - pair.Second).abs().max().item<float>() <= 2e-6f * Math.Max(1, pair.First.abs().max().item<float>())));
    }

    [Fact]
    public void A_batch_that_does_not_fit_is_halved_until_it_does_and_the_trial_goes_on()
    {
        var sizes = new List<int>();
        var listener = new Runs.Listener();

        var outcome = Trainer(listener, sizes.Add, most: 5).Run(CancellationToken.None);

        Assert.Equal(14, outcome.Epochs.Count);
        Assert.Equal([16, 8, 4, 4, 4, 4], sizes.Take(6));
        Assert.DoesNotContain(sizes.Skip(2), s => s > 4);
        Assert.Contains("trained in micro-batches of 4 images", Assert.Single(listener.Notes));
        Assert.True(outcome.Evaluation.Confusion.Accuracy > 0.9, $"{outcome.Evaluation.Confusion.Accuracy}");
    }

    [Fact]
    public void What_does_not_fit_one_image_either_is_not_tried_for_ever()
    {
        var sizes = new List<int>();

        Assert.ThrowsAny<ExternalException>(() => Trainer(new Runs.Listener(), sizes.Add, most: 0).Run(CancellationToken.None));

        Assert.Equal([16, 8, 4, 2, 1], sizes);
    }

    [Fact]
    public void Libtorchs_own_refusal_is_known_and_other_failures_are_not()
    {
        using var scope = NewDisposeScope();
        var refusal = Assert.ThrowsAny<Exception>(() => empty(1L << 50));

        Assert.True(DeviceMemory.IsExhausted(refusal), $"{refusal.GetType()}: {refusal.Message}");
        Assert.False(DeviceMemory.IsExhausted(new InvalidOperationException("out of memory")));
    }

    private static Trainer Trainer(Runs.Listener listener, Action<int> count, int most) =>
        new(Runs.Network, Runs.Options(14), Stripes.Sets(), Runs.Checkpoints(new MemoryCheckpoints(), out _), listener)
        {
            Allocating = size =>
            {
                count(size);
                // The allocator's own refusal, of a petabyte.
                if (size > most) empty(1L << 50).Dispose();
            },
        };

    private static (List<Tensor> Gradients, double Loss) Gradients(int size)
    {
        random.manual_seed(4);
        var network = new Network(NoDropout);
        using var optimizer = new Optimizer(Runs.Options(), network.Weights());
        var set = new DeviceImages(Stripes.Sets().Train, (90, 50), CPU);
        var (images, labels) = set.Range(0, 16);
        var task = new ClassificationTask(3);
        var loss = new TrainStep(network, optimizer, task, new GradientPass(network, task), size).Gradients(images, labels);
        return ([.. network.Weights().Select(w => w.Value.grad!.clone())], loss);
    }
}
