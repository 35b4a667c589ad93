using Filler.Structures;

namespace Filler.Slices.Tests;

public class DegradationTests
{
    [Fact]
    public void Without_blur_and_noise_grey_is_rounded_to_bytes()
    {
        Assert.Equal(new byte[] { 0, 255, 128, 64 }, Degrade(new Degradation(0, 0), [0f, 1f, 0.5f, 0.25f], 2));
    }

    [Fact]
    public void Blur_spreads_a_point_with_its_standard_deviation_and_keeps_its_mass()
    {
        const int pixels = 41;
        var point = new float[pixels * pixels];
        point[(20 * pixels) + 20] = 1;
        var blurred = (float[])point.Clone();
        new Degradation(2.5, 0).Apply(blurred, pixels, new RandomStream(1), new byte[blurred.Length]);

        var variance = blurred.Select((g, i) => g * Math.Pow((i % pixels) - 20, 2)).Sum();

        Assert.Equal(1, blurred.Sum(), 1e-4);
        Assert.Equal(2.5 * 2.5, variance, 0.05);
    }

    [Fact]
    public void Blur_draws_no_frame_around_an_even_image()
    {
        var grey = Enumerable.Repeat(0.6f, 15 * 15).ToArray();

        Assert.All(Degrade(new Degradation(20, 0), grey, 15), b => Assert.Equal(153, b));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.3)]
    public void Noise_has_its_standard_deviation_relative_to_the_contrast(double sigma)
    {
        const int pixels = 128;
        var sut = new Degradation(0, sigma);
        var middle = Degrade(sut, [.. Enumerable.Repeat(0.5f, pixels * pixels)], pixels);
        var contrast = 255 / (1 + (4 * sigma));
        var mean = middle.Average(b => b);

        var spread = Math.Sqrt(middle.Average(b => (b - mean) * (b - mean)));

        Assert.Equal(127.5, mean, 1.0);
        Assert.InRange(spread / contrast, sigma * 0.96, sigma * 1.04);
    }

    [Fact]
    public void Noise_hardly_saturates_matrix_and_filler()
    {
        var matrix = Degrade(new Degradation(0, 0.25), new float[64 * 64], 64);

        Assert.InRange(matrix.Count(b => b == 0) / 4096.0, 0.01, 0.04);
    }

    [Fact]
    public void Equal_streams_make_equal_images()
    {
        var grey = Enumerable.Range(0, 256).Select(i => i / 255f).ToArray();

        Assert.Equal(Degrade(new Degradation(1, 0.2), grey, 16), Degrade(new Degradation(1, 0.2), grey, 16));
        Assert.NotEqual(Degrade(new Degradation(1, 0.2), grey, 16), Degrade(new Degradation(1, 0.2), grey, 16, seed: 2));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(21, 0)]
    [InlineData(0, 1.5)]
    [InlineData(0, double.NaN)]
    public void Values_outside_their_range_are_refused(double blur, double noise) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Degradation(blur, noise));

    private static byte[] Degrade(Degradation sut, float[] grey, int pixels, ulong seed = 1)
    {
        var bytes = new byte[grey.Length];
        sut.Apply((float[])grey.Clone(), pixels, new RandomStream(seed), bytes);
        return bytes;
    }
}
