using Filler.Api;
using Filler.Networks;
using Filler.Slices;
using Filler.Structures;

namespace Filler.Training.Tests.Tasks;

public class SuperResolutionTests
{
    private const int Pixels = 32;
    private const int Factor = 4;
    private static readonly NetworkPlan Network = GeneratorPlans.Of(new GeneratorSpec { ResidualBlocks = 2, Filters = 12 }, Pixels, Factor);

    [Fact]
    public void A_network_restores_more_than_interpolation_does()
    {
        var outcome = Train(Options(20), new MemoryCheckpoints(), new Runs.Listener());

        var figures = outcome.Evaluation.SuperResolution!;
        Assert.True(figures.GainInterval().Low > 1, $"{figures.Psnr(0)} dB against {figures.Psnr(figures.Interpolation)} dB");
        Assert.True(figures.Ssim(SuperResolutionFigures.Network) > figures.Ssim(figures.Interpolation));
        Assert.Equal(outcome.Epochs.MaxBy(e => e.Psnr)!.Epoch, outcome.BestEpoch);
        Assert.All(outcome.Epochs, e => Assert.True(double.IsNaN(e.Accuracy) && e.R2 is null));
    }

    [Fact]
    public void Before_any_step_it_is_the_linear_interpolation()
    {
        var outcome = Train(Options(1) with { LearningRate = 0 }, new MemoryCheckpoints(), new Runs.Listener());

        var figures = outcome.Evaluation.SuperResolution!;
        Assert.Equal(figures.Psnr(SuperResolutionFigures.Linear), figures.Psnr(SuperResolutionFigures.Network), 4);
        Assert.Equal(figures.Ssim(SuperResolutionFigures.Linear), figures.Ssim(SuperResolutionFigures.Network), 5);
    }

    [Fact]
    public void A_stopped_training_goes_on_bit_for_bit()
    {
        var undisturbed = Train(Options(4), new MemoryCheckpoints(), new Runs.Listener());
        var store = new MemoryCheckpoints();
        Assert.Throws<OperationCanceledException>(() => Train(Options(4), store, new Runs.Listener(2)));

        var outcome = Train(Options(4), store, new Runs.Listener());

        Assert.Equal(undisturbed.Weights, outcome.Weights);
        Assert.Equal(undisturbed.Evaluation.Predictions, outcome.Evaluation.Predictions);
        Assert.Equal(undisturbed.Epochs.Select(e => (e.Psnr, e.Ssim)), outcome.Epochs.Select(e => (e.Psnr, e.Ssim)));
    }

    [Fact]
    public void Micro_batches_have_the_batchs_loss()
    {
        var whole = Train(Options(2), new MemoryCheckpoints(), new Runs.Listener());
        var listener = new Runs.Listener();

        var cut = Train(Options(2), new MemoryCheckpoints(), listener, images => { if (images > 4) TorchSharp.torch.empty(1L << 50).Dispose(); });

        Assert.Single(listener.Notes);
        Assert.Equal(whole.Epochs[0].TrainLoss, cut.Epochs[0].TrainLoss, 3);
    }

    [Fact]
    public void Samples_stand_side_by_side()
    {
        var sets = Sets();
        var samples = Train(Options(1), new MemoryCheckpoints(), new Runs.Listener()).Evaluation.Samples!;

        Assert.Equal((6, Pixels), (samples.Count, samples.Pixels));
        const int area = Pixels * Pixels;
        for (var i = 0; i < samples.Count; i++)
        {
            var four = samples.Values.AsSpan(i * 4 * area, 4 * area).ToArray();
            // The truth is the evaluation image itself, and of the coarse one each pixel stands four times in a row.
            Assert.Equal(sets.Evaluation.Images.AsSpan(i * area, area).ToArray(), four[(3 * area)..]);
            Assert.All(Enumerable.Range(0, area / Factor), p => Assert.Single(four[(p * Factor)..((p + 1) * Factor)].Distinct()));
        }
    }

    [Fact]
    public void The_file_says_what_it_restores()
    {
        var metadata = SafeTensors.Parse(Train(Options(1), new MemoryCheckpoints(), new Runs.Listener()).Weights).Metadata;

        Assert.Equal(("superResolution", "4", "thin", "2.5"), (metadata["task"], metadata["factor"], metadata["section"], metadata["pixelNm"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_factor_that_does_not_divide_the_image_is_refused(int factor)
    {
        var sets = Sets() with { Coarse = new CoarseSections(factor, false, 1) };

        Assert.Contains("factor", Assert.Throws<ArgumentException>(sets.Check).Message);
    }

    private static TrainingOptions Options(int epochs) => Runs.Options(epochs, learningRate: 0.003) with { Metric = "psnr", WeightDecay = 0 };

    private static TrainingOutcome Train(TrainingOptions options, ICheckpointStore store, Runs.Listener listener, Action<int>? allocating = null) =>
        new Trainer(Network, options, Sets(), Runs.Checkpoints(store, out _), listener) { Allocating = allocating }.Run(listener.Stop);

    private static TrainingSets Sets() => new(Discs(64, 1), Discs(16, 2), Discs(16, 3), 1) { Coarse = new CoarseSections(Factor, false, 2.5) };

    /// <summary>Soft-edged discs of one size: their rims between coarse pixels can be known from what is left of them.</summary>
    private static ImageSet Discs(int count, ulong seed)
    {
        var stream = new RandomStream(seed);
        var images = new byte[count * Pixels * Pixels];
        for (var i = 0; i < count; i++)
        {
            var centres = Enumerable.Range(0, 5).Select(_ => (X: stream.NextDouble() * Pixels, Y: stream.NextDouble() * Pixels)).ToArray();
            for (var p = 0; p < Pixels * Pixels; p++)
            {
                var distance = centres.Min(c => Math.Sqrt(Math.Pow(c.X - (p % Pixels) - 0.5, 2) + Math.Pow(c.Y - (p / Pixels) - 0.5, 2)));
                images[(i * Pixels * Pixels) + p] = (byte)(30 + (190 * Math.Clamp(5.5 - distance, 0, 1)));
            }
        }

        return new ImageSet(count, Pixels, images, new byte[count]);
    }
}
