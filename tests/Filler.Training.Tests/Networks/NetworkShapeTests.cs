using TorchSharp;

namespace Filler.Training.Tests.Networks;

public class NetworkShapeTests
{
    [Fact]
    public void The_seeds_network_has_the_weights_that_hand_counting_gives()
    {
        // Convolutions 320 + 18,496 + 73,856 + 295,168; 8 × 8 × 256 features; dense 1024, 256, 3.
        var shape = NetworkShape.Infer(new NetworkOptions(4, 32, 2, 1024, 0.5, "relu"), 128, 3);

        Assert.Equal(8 * 8 * 256, shape.Features);
        Assert.Equal(387_840L + (16_384L * 1024) + 1024 + (1024 * 256) + 256 + (256 * 3) + 3, shape.Weights);
    }

    [Theory]
    [InlineData(1, 1, "relu")]
    [InlineData(3, 2, "gelu")]
    [InlineData(4, 5, "tanh")]
    public void The_inferred_count_is_the_modules(int conv, int dense, string activation)
    {
        var options = new NetworkOptions(conv, 3, dense, 20, 0.1, activation);
        using var network = new ConvNet(options, 16, 4);
        using var output = network.forward(torch.zeros(2, 1, 16, 16));

        Assert.Equal(NetworkShape.Infer(options, 16, 4).Weights, network.Weights().Sum(w => w.Value.numel()));
        Assert.Equal([2L, 4L], output.shape);
    }

    [Fact]
    public void Pooling_an_image_away_is_refused_with_layer_size_and_fix()
    {
        var error = Assert.Throws<NetworkShapeException>(() => NetworkShape.Infer(new NetworkOptions(5, 8, 1, 16, 0, "relu"), 16, 3));

        Assert.Contains("layer 14 (maxPooling2d of block 5) would pool 1 × 1 pixels", error.Message);
        Assert.Contains("use at most 4 convolution layers", error.Message);
    }

    [Fact]
    public void An_absurdly_large_network_is_refused() =>
        Assert.Contains("at most", Assert.Throws<NetworkShapeException>(() => NetworkShape.Infer(new NetworkOptions(1, 512, 1, 8192, 0, "relu"), 256, 3)).Message);

    [Theory]
    [InlineData(1, "1024")]
    [InlineData(2, "1024,256")]
    [InlineData(3, "1024,512,256")]
    public void Dense_units_fall_geometrically_to_a_quarter(int layers, string expected)
    {
        var options = new NetworkOptions(4, 32, layers, 1024, 0.5, "relu");

        Assert.Equal(expected, string.Join(',', Enumerable.Range(0, layers).Select(options.UnitsOf)));
    }

    [Fact]
    public void Pooling_before_a_rising_activation_changes_nothing()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.randn(2, 3, 8, 8);

        var before = torch.nn.functional.relu(torch.nn.functional.max_pool2d(x, 2));
        var after = torch.nn.functional.max_pool2d(torch.nn.functional.relu(x), 2);

        Assert.Equal(before.data<float>().ToArray(), after.data<float>().ToArray());
    }
}
