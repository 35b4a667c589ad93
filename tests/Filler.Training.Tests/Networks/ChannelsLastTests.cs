using static TorchSharp.torch;

namespace Filler.Training.Tests.Networks;

public class ChannelsLastTests
{
    [Fact]
    public void Images_keep_their_values_wherever_they_begin_in_memory()
    {
        using var scope = NewDisposeScope();
        var images = arange(5 * 6 * 6, dtype: ScalarType.Float32).reshape(5, 1, 6, 6);

        Assert.True(ChannelsLast.Of(images.slice(0, 2, 4, 1)).equal(images.slice(0, 2, 4, 1)).all().item<bool>());
        Assert.Equal([36, 1, 6, 1], ChannelsLast.Of(images).stride());
    }

    [Fact]
    public void A_convolution_hands_the_layout_on_and_gives_the_same_numbers()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var images = rand(2, 1, 8, 8);
        var weight = randn(4, 1, 3, 3);

        var plain = nn.functional.conv2d(images, weight, padding: [1, 1]);
        var last = nn.functional.conv2d(ChannelsLast.Of(images), weight, padding: [1, 1]);

        Assert.Equal([4 * 64, 1, 4 * 8, 4], last.stride());
        // Nine products a sum, in another order.
        Assert.True((plain - last).abs().max().item<float>() < 1e-5);
    }
}
