using Filler.Api;
using static TorchSharp.torch;

namespace Filler.Training.Tests.Loop;

public class PrecisionTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("residual")]
    [InlineData("antiAliased")]
    [InlineData("rotationPooled")]
    public void Every_family_learns_easy_images_in_bfloat16(string family)
    {
        var network = Runs.Plan(new ModelSpec { Family = family, ConvLayers = 2, Filters = 4, DenseLayers = 1, DenseUnits = 16, Dropout = 0.1 });

        var outcome = Runs.Run(Runs.Options(16) with { Precision = TrainingOptions.Bfloat16 }, network: network);

        Assert.True(outcome.Evaluation.Confusion.Accuracy > 0.9, $"{family}: {outcome.Evaluation.Confusion.Accuracy}");
        Assert.All(SafeTensors.Parse(outcome.Weights).Tensors.Values, t => Assert.Contains(t.Type, new[] { "F32", "I64" }));
    }

    [Fact]
    public void A_stopped_training_in_bfloat16_goes_on_bit_for_bit()
    {
        var options = Runs.Options(5) with { Precision = TrainingOptions.Bfloat16 };
        var undisturbed = Runs.Run(options);
        var store = new MemoryCheckpoints();
        Assert.Throws<OperationCanceledException>(() => Runs.Run(options, store, new Runs.Listener(2)));

        Assert.Equal(undisturbed.Weights, Runs.Run(options, store).Weights);
        Assert.NotEqual(undisturbed.Weights, Runs.Run(options with { Precision = TrainingOptions.Float32 }).Weights);
    }

    [Fact]
    public void Gradients_in_bfloat16_point_where_those_in_float32_do()
    {
        using var scope = NewDisposeScope();
        LayerSpec[] layers =
        [
            new() { Conv2d = new Conv2dSpec { Filters = 8, KernelSize = 3, Padding = "same" } }, new() { GroupNormalization = new GroupNormalizationSpec { Groups = 2 } },
            new() { Activation = new ActivationSpec { Activation = "tanh" } }, new() { AveragePooling2d = new Pooling2dSpec() }, new() { Flatten = new NoArgumentsSpec() },
            new() { Dense = new DenseSpec { Units = 8 } },
        ];
        random.manual_seed(2);
        using var network = new Network(Runs.Plan(new ModelSpec { Layers = layers }));
        using var optimizer = new Optimizer(Runs.Options(), network.Weights());
        var task = new ClassificationTask(3);
        var step = new TrainStep(network, optimizer, task, new GradientPass(network, task));
        var images = randn(16, 1, 16, 16);
        var labels = randint(0, 3, 16, dtype: ScalarType.Int64);

        step.Gradients(images, labels);
        var exact = cat([.. network.Weights().Select(w => w.Value.grad!.flatten())]);
        step.Gradients(images.to(ScalarType.BFloat16), labels);
        var rounded = cat([.. network.Weights().Select(w => w.Value.grad!.flatten())]);

        // Eight bits of mantissa: each product is right to 2⁻⁹ = 0.2 %, a gradient through six layers to a few per cent.
        Assert.Equal(ScalarType.Float32, rounded.dtype);
        var error = ((rounded - exact).norm() / exact.norm()).item<float>();
        Assert.InRange(error, 1e-6, 0.03);
    }

    [Fact]
    public void First_weights_are_uniform_within_one_over_the_root_of_the_inputs()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);

        var (weight, bias) = FirstWeights.Of([64, 16, 3, 3], bias: true);

        const double bound = 1.0 / 12;
        Assert.InRange(weight.abs().max().item<float>(), 0.999 * bound, bound);
        // The deviation of 9,216 uniform numbers is right to about half a per cent.
        Assert.Equal(bound / Math.Sqrt(3), weight.std().item<float>(), 0.02 * bound);
        Assert.Equal([64], bias!.shape);
        Assert.Null(FirstWeights.Of([4, 4], bias: false).Bias);
    }

    [Fact]
    public void Another_precision_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Runs.Run(Runs.Options() with { Precision = "float16" }));

        Assert.Contains("precision 'float16' is unknown; use float32 or bfloat16", error.Message);
    }
}
