using Filler.Api;
using Filler.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training.Tests.Networks;

public class NetworkTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("residual")]
    [InlineData("antiAliased")]
    [InlineData("rotationPooled")]
    public void Every_family_has_the_planned_shapes_and_weights(string family)
    {
        foreach (var activation in new[] { "relu", "leakyRelu", "elu", "gelu", "silu", "tanh" })
        {
            for (var conv = 1; conv <= 3; conv++)
                Check(NetworkPlan.Of(new ModelSpec { Family = family, ConvLayers = conv, Filters = 4, DenseLayers = 2, DenseUnits = 12, Dropout = 0.1, Activation = activation }, 16, 3));
        }
    }

    [Fact]
    public void Random_stacks_have_the_planned_shapes_and_weights()
    {
        var built = 0;
        for (ulong seed = 1; seed <= 300; seed++)
        {
            try
            {
                Check(NetworkPlan.Of(new ModelSpec { Layers = RandomStacks.Draw(seed) }, 20, 3));
                built++;
            }
            catch (NetworkShapeException e)
            {
                Assert.Contains("input", e.Message);
                Assert.NotEmpty(e.Fix);
            }
        }

        // The stacks are drawn so that most can be built; the rest must have been refused by name, not by torch.
        Assert.InRange(built, 100, 299);
    }

    [Fact]
    public void A_rotation_pooled_network_does_not_see_the_direction_of_an_image()
    {
        using var scope = NewDisposeScope();
        using var network = new Network(Runs.Plan(new ModelSpec { Family = "rotationPooled", ConvLayers = 2, Filters = 3, DenseLayers = 1, DenseUnits = 8 }));
        network.eval();
        var images = randn(4, 1, 16, 16);

        var upright = network.forward(images);

        for (var turn = 1; turn < 4; turn++) Assert.True(upright.allclose(network.forward(images.rot90(turn, (2, 3))), atol: 1e-5), $"quarter turn {turn}");
        using var plain = new Network(Runs.Network);
        plain.eval();
        Assert.False(plain.forward(images).allclose(plain.forward(images.rot90(1, (2, 3))), atol: 1e-5));
    }

    [Fact]
    public void Blur_pooling_is_the_binomial_mean_of_neighbours()
    {
        using var scope = NewDisposeScope();
        using var sut = new BlurPooling(1);
        var impulse = zeros(1, 1, 5, 5);
        impulse[0, 0, 2, 2] = 16;

        var blurred = sut.forward(impulse);

        // Every second pixel of (1 2 1) x (1 2 1): the centre alone is met.
        Assert.Equal([0f, 0, 0, 0, 4, 0, 0, 0, 0], blurred.data<float>().ToArray());
        Assert.Equal(Enumerable.Repeat(1f, 9), sut.forward(ones(1, 1, 5, 5)).data<float>().ToArray());
    }

    [Fact]
    public void Averages_at_the_border_leave_padding_out()
    {
        using var scope = NewDisposeScope();
        using var sut = new Pooling(new Pooling2dSpec { Padding = "same" }, average: true);

        Assert.Equal(Enumerable.Repeat(3f, 9), sut.forward(full(1, 1, 5, 5, 3f)).data<float>().ToArray());
    }

    [Fact]
    public void Normalisation_begins_as_the_identity_of_scale_and_shift()
    {
        LayerSpec[] layers = [new() { BatchNormalization = new BatchNormalizationSpec() }, new() { GroupNormalization = new GroupNormalizationSpec { Groups = 1 } }, new() { Flatten = new NoArgumentsSpec() }];
        using var network = new Network(NetworkPlan.Of(new ModelSpec { Layers = layers }, 8, 2));

        Assert.All(network.Weights().Where(w => w.Name.StartsWith("norm", StringComparison.Ordinal)), w =>
            Assert.Equal(w.Name.EndsWith("weight", StringComparison.Ordinal) ? 1f : 0f, w.Value.item<float>()));
    }

    [Fact]
    public void Every_layers_gradient_is_the_difference_quotient()
    {
        using var scope = NewDisposeScope();
        foreach (var (layers, seed) in GradientStacks())
        {
            random.manual_seed(seed);
            using var network = new Network(NetworkPlan.Of(new ModelSpec { Layers = layers }, 8, 2));
            network.to(float64);
            network.train();
            var images = randn(3, 1, 8, 8, dtype: float64);
            var labels = tensor(new long[] { 0, 1, 1 });
            Tensor Loss() => nn.functional.cross_entropy(network.forward(images), labels);
            Loss().backward();
            foreach (var (name, weight) in network.Weights())
            {
                // One weight of each tensor, in float64: central differences are right to about 1e-9.
                const double step = 1e-6;
                using var quiet = no_grad();
                var flat = weight.view(-1);
                var value = flat[0].item<double>();
                flat[0] = value + step;
                var above = Loss().item<double>();
                flat[0] = value - step;
                var below = Loss().item<double>();
                flat[0] = value;
                var (expected, gradient) = ((above - below) / (2 * step), weight.grad!.view(-1)[0].item<double>());
                Assert.True(Math.Abs(expected - gradient) < 1e-6, $"{name}: {gradient}, by differences {expected}");
            }
        }
    }

    private static IEnumerable<(LayerSpec[] Layers, long Seed)> GradientStacks()
    {
        var flatten = new LayerSpec { Flatten = new NoArgumentsSpec() };
        yield return ([new() { Conv2d = new Conv2dSpec { Filters = 4, KernelSize = 3, Strides = 2, Padding = "same", Activation = "gelu" } }, new() { GroupNormalization = new GroupNormalizationSpec { Groups = 2 } }, flatten], 1);
        yield return ([new() { SeparableConv2d = new SeparableConv2dSpec { Filters = 3, KernelSize = 3, DepthMultiplier = 2 } }, new() { BatchNormalization = new BatchNormalizationSpec() }, flatten, new() { Dense = new DenseSpec { Units = 5, Activation = "tanh" } }], 2);
        yield return ([new() { Residual = new ResidualSpec { Filters = 3, Strides = 2, Activation = "silu" } }, new() { GlobalAveragePooling2d = new NoArgumentsSpec() }], 3);
        yield return ([new() { Rotations = new RotationsSpec { Count = 8 } }, new() { Conv2d = new Conv2dSpec { Filters = 3, KernelSize = 3, Activation = "elu" } }, new() { BlurPooling2d = new NoArgumentsSpec() }, flatten, new() { RotationPooling = new RotationPoolingSpec() }], 4);
    }

    private static void Check(NetworkPlan plan)
    {
        using var scope = NewDisposeScope();
        using var network = new Network(plan);
        var value = zeros(2, 1, plan.Pixels, plan.Pixels);
        foreach (var (layer, module) in plan.Layers.Zip(network.Layers()))
        {
            value = module.forward(value);
            var edge = layer.Output.Edge;
            long[] expected = edge is { } e ? [2L * layer.Output.Orientations, layer.Output.Channels, e, e] : [2L * layer.Output.Orientations, layer.Output.Channels];
            Assert.Equal(expected, value.shape);
            Assert.Equal(layer.Weights, module.parameters().Sum(p => p.numel()));
        }

        Assert.Equal([2L, plan.Classes], value.shape);
    }
}
