using Filler.Api;
using Filler.Networks;
using static TorchSharp.torch;

namespace Filler.Training.Tests.Networks;

public class CoarseAxisTests
{
    [Theory]
    [InlineData(3, false, new float[] { 1, 4, 7, 10 })]
    [InlineData(4, false, new float[] { 1.5f, 5.5f, 9.5f })]
    [InlineData(4, true, new float[] { 1.5f, 5.5f, 9.5f })]
    [InlineData(6, true, new float[] { 2.5f, 8.5f })]
    public void A_coarse_pixel_stands_in_the_middle_of_its_spacing(int factor, bool thick, float[] expected)
    {
        using var scope = NewDisposeScope();
        var ramp = arange(12, dtype: ScalarType.Float32).reshape(1, 1, 1, 12);

        Assert.Equal(expected, CoarseAxis.Degrade(ramp, factor, thick).data<float>().ToArray());
    }

    [Fact]
    public void Thin_sections_do_not_see_what_lies_between_them()
    {
        using var scope = NewDisposeScope();
        var image = tensor(new float[] { 9, 0, 9, 9, 6, 9 }, [1, 1, 1, 6]);

        Assert.Equal([0, 6], CoarseAxis.Degrade(image, 3, thick: false).data<float>().ToArray());
        Assert.Equal([6, 8], CoarseAxis.Degrade(image, 3, thick: true).data<float>().ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Interpolation_gives_a_ramp_back_where_it_has_two_neighbours(int factor)
    {
        using var scope = NewDisposeScope();
        var width = 8 * factor;
        var ramp = arange(width, dtype: ScalarType.Float32).reshape(1, 1, 1, width);
        var coarse = CoarseAxis.Degrade(ramp, factor, thick: true);

        foreach (var restored in new[] { CoarseAxis.Linear(coarse, factor), CoarseAxis.Cubic(coarse, factor) })
        {
            var values = restored.data<float>().ToArray();
            for (var x = 2 * factor; x < width - (2 * factor); x++) Assert.Equal(x, values[x], 3);
        }
    }

    [Fact]
    public void Cubic_interpolation_gives_a_parabola_back()
    {
        using var scope = NewDisposeScope();
        // Thin sections of an odd spacing are the parabola's own values.
        var parabola = arange(45, dtype: ScalarType.Float32).square().reshape(1, 1, 1, 45);

        var restored = CoarseAxis.Cubic(CoarseAxis.Degrade(parabola, 5, thick: false), 5).data<float>().ToArray();

        for (var x = 10; x < 35; x++) Assert.Equal(x * x, restored[x], 2);
    }

    [Fact]
    public void The_shuffle_lays_channels_side_by_side_along_x_alone()
    {
        using var scope = NewDisposeScope();
        // Channel c, row h, column w holds 100c + 10h + w; two maps of factor 3.
        var maps = tensor(Enumerable.Range(0, 6 * 2 * 2).Select(i => (100f * (i / 4)) + (10 * (i / 2 % 2)) + (i % 2)).ToArray(), [1, 6, 2, 2]);

        var fine = Generator.Shuffle(maps, 3);

        Assert.Equal([1, 2, 2, 6], fine.shape);
        Assert.Equal([0, 100, 200, 1, 101, 201, 10, 110, 210, 11, 111, 211], fine.slice(1, 0, 1, 1).data<float>().ToArray());
    }

    [Theory]
    [InlineData(1, 8, 2)]
    [InlineData(3, 16, 5)]
    public void The_plan_counts_the_modules_weights(int blocks, int filters, int factor)
    {
        using var scope = NewDisposeScope();
        var plan = GeneratorPlans.Of(new GeneratorSpec { ResidualBlocks = blocks, Filters = filters }, 40, factor);
        using var network = new Network(plan);

        Assert.Equal(plan.Weights, network.Weights().Sum(w => w.Value.numel()));
        Assert.Equal([2, 1, 40, 40], network.forward(zeros(2, 1, 40, 40 / factor)).shape);
    }

    [Fact]
    public void Nothing_beyond_its_reach_moves_a_pixel()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        random.manual_seed(3);
        var layer = new GeneratorLayer(new GeneratorSpec { ResidualBlocks = 2, Filters = 4, Activation = "tanh" }, 3);
        using var network = new Generator(layer);
        foreach (var weight in network.parameters()) weight.copy_(randn(weight.shape) * 0.3);
        var (flat, touched) = (zeros(1, 1, 1, 64), zeros(1, 1, 1, 64));
        touched[0, 0, 0, 30] = 5;

        var moved = (network.forward(touched) - network.forward(flat)).abs().flatten().data<float>().ToArray();

        var first = Array.FindIndex(moved, v => v > 0) / 3;
        var last = Array.FindLastIndex(moved, v => v > 0) / 3;
        Assert.InRange(30 - first, layer.Reach - 3, layer.Reach);
        Assert.InRange(last - 30, layer.Reach - 3, layer.Reach);
    }
}
