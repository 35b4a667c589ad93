using Filler.Api;

namespace Filler.Networks.Tests;

public class NetworkPlanTests
{
    [Fact]
    public void The_seeds_network_has_the_weights_that_hand_counting_gives()
    {
        // Figure 1: convolutions 320 + 18,496 + 73,856 + 295,168; 8 × 8 × 256 features; dense 1024, 256, 3.
        var plan = NetworkPlan.Of(new ModelSpec { ConvLayers = 4, Filters = 32, DenseLayers = 2, DenseUnits = 1024 }, 128, 3);

        Assert.Equal(387_840L + (16_384L * 1024) + 1024 + (1024 * 256) + 256 + (256 * 3) + 3, plan.Weights);
        Assert.Equal("C4F2", plan.Name);
        Assert.Equal(["8 × 8 × 256"], plan.Layers.Where(l => l.Kind == "flatten").Select(l => l.Input.ToString()));
        Assert.Equal([32, 64, 128, 256], plan.Layers.Where(l => l.Kind == "conv2d").Select(l => l.Output.Channels));
    }

    [Theory]
    [InlineData(1, 128, "128")]
    [InlineData(2, 1024, "1024,256")]
    [InlineData(3, 1024, "1024,512,256")]
    public void Dense_units_fall_geometrically_to_a_quarter(int layers, int units, string expected)
    {
        var model = new ModelSpec { DenseLayers = layers, DenseUnits = units };

        Assert.Equal(expected, string.Join(',', Enumerable.Range(0, layers).Select(l => NetworkFamilies.UnitsOf(model, l))));
    }

    [Fact]
    public void Every_member_of_the_seeds_family_is_planned()
    {
        for (var n = 1; n <= 6; n++)
        {
            for (var m = 1; m <= 8; m++)
            {
                var plan = NetworkPlan.Of(new ModelSpec { ConvLayers = n, DenseLayers = m, Filters = 8, DenseUnits = 64 }, 64, 3);
                Assert.Equal((n, m + 1), (plan.Layers.Count(l => l.Kind == "conv2d"), plan.Layers.Count(l => l.Kind == "dense")));
            }
        }
    }

    [Fact]
    public void Flops_are_two_for_each_multiplication_and_addition()
    {
        var plan = Plan(8, new() { Conv2d = new Conv2dSpec { Filters = 2, KernelSize = 3 } }, Flatten);

        // 6 × 6 pixels, 9 products, 2 filters; 72 features to 3 classes.
        Assert.Equal((2 * 36 * 9 * 2) + (2 * 72 * 3), plan.FlopsPerImage);
        Assert.Equal(18 + 2 + 216 + 3, plan.Weights);
    }

    [Fact]
    public void Four_orientations_cost_four_times_the_convolutions()
    {
        LayerSpec convolution = new() { Conv2d = new Conv2dSpec { Filters = 2, KernelSize = 3 } };
        var once = Plan(8, convolution, Flatten);
        var turned = Plan(8, new() { Rotations = new RotationsSpec() }, convolution, Flatten, new() { RotationPooling = new RotationPoolingSpec() });

        Assert.Equal(once.Layers[0].Flops * 4, turned.Layers[1].Flops);
        Assert.Equal(once.Weights, turned.Weights);
    }

    [Theory]
    [InlineData(10, 3, 1, "valid", 8)]
    [InlineData(10, 3, 2, "valid", 4)]
    [InlineData(10, 3, 3, "same", 4)]
    [InlineData(7, 4, 2, "same", 4)]
    public void Sizes_are_those_of_Keras(int edge, int kernel, int strides, string padding, int expected) =>
        Assert.Equal(expected, Plan(edge, new() { Conv2d = new Conv2dSpec { Filters = 1, KernelSize = kernel, Strides = strides, Padding = padding } }, Flatten).Layers[0].Output.Edge);

    public static TheoryData<string, LayerSpec[]> Impossible => new()
    {
        { "model.layers[1] (maxPooling2d) reaches over 9 × 9 pixels; its input is 6 × 6 × 4; remove it", [Conv(4), new() { MaxPooling2d = new Pooling2dSpec { PoolSize = 9 } }] },
        { "model.layers[1] (dense) takes flat features; its input is 6 × 6 × 4; add flatten", [Conv(4), new() { Dense = new DenseSpec { Units = 4 } }] },
        { "model.layers[1] (conv2d) takes images; its input is 64 features; put it before flatten", [Flatten, Conv(4)] },
        { "model.layers[1] (groupNormalization) has groups 3, which do not divide 4 channels; its input is 6 × 6 × 4", [Conv(4), new() { GroupNormalization = new GroupNormalizationSpec { Groups = 3 } }] },
        { "model.layers[0] has no kind; give each layer one kind", [new()] },
        { "model.layers[0] has 2 kinds: flatten, dense", [new() { Flatten = new NoArgumentsSpec(), Dense = new DenseSpec { Units = 2 } }] },
        { "the class layer, which follows the last of model.layers, takes flat features; its input is 6 × 6 × 4; end with flatten", [Conv(4)] },
        { "sees 4 orientations; add rotationPooling", [new() { Rotations = new RotationsSpec() }, Flatten] },
        { "(rotationPooling) has no rotations before it", [new() { RotationPooling = new RotationPoolingSpec() }] },
        { "(rotations) has count 5", [new() { Rotations = new RotationsSpec { Count = 5 } }] },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_stack_is_refused_with_index_input_and_fix(string message, LayerSpec[] layers) =>
        Assert.Contains(message, Assert.Throws<NetworkShapeException>(() => Plan(8, layers)).Message);

    [Theory]
    [InlineData("plain", "layer 13 (maxPooling2d) reaches over 2 × 2 pixels; its input is 1 × 1 × 128; use fewer convolution layers")]
    [InlineData("antiAliased", "layer 19 (blurPooling2d) has no two pixels to blur; its input is 1 × 1 × 128; use fewer convolution layers")]
    public void A_family_that_pools_the_image_away_is_refused(string family, string message) =>
        Assert.Contains(message, Assert.Throws<NetworkShapeException>(() => NetworkPlan.Of(new ModelSpec { Family = family, ConvLayers = 5, Filters = 8 }, 16, 3)).Message);

    [Fact]
    public void An_absurdly_large_network_is_refused_by_its_largest_layer() =>
        Assert.Contains("in dense1, whose input is", Assert.Throws<NetworkShapeException>(() => NetworkPlan.Of(new ModelSpec { ConvLayers = 1, Filters = 512, DenseUnits = 8192 }, 256, 3)).Message);

    private static LayerSpec Flatten => new() { Flatten = new NoArgumentsSpec() };

    private static LayerSpec Conv(int filters) => new() { Conv2d = new Conv2dSpec { Filters = filters, KernelSize = 3 } };

    private static NetworkPlan Plan(int pixels, params LayerSpec[] layers) => NetworkPlan.Of(new ModelSpec { Layers = layers }, pixels, 3);
}
