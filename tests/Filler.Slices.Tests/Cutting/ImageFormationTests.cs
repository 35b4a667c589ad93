using Filler.Structures;

namespace Filler.Slices.Tests;

public class ImageFormationTests
{
    private const int Pixels = 128;

    [Theory]
    [InlineData(20)]
    [InlineData(400)]
    public void Shot_noise_has_the_variance_of_a_count(double electrons)
    {
        var bytes = Make(new DegradationOptions { Electrons = electrons }, 0.5f);

        var mean = bytes.Average(b => b / 255.0);
        var variance = bytes.Average(b => Math.Pow((b / 255.0) - mean, 2));

        Assert.Equal(0.5, mean, 0.01);
        // The grey value is a count over the electrons of a white pixel: variance = mean / electrons.
        Assert.Equal(1, variance / (0.5 / electrons), 0.06);
    }

    [Fact]
    public void Counts_have_the_probabilities_of_Poisson()
    {
        var stream = new RandomStream(3);
        var counts = new int[30];
        for (var i = 0; i < 100_000; i++) counts[Math.Min(29, (int)ShotNoise.Draw(4, stream))]++;

        var expected = Math.Exp(-4.0);
        var chi2 = 0.0;
        for (var k = 0; k < 12; k++)
        {
            chi2 += Math.Pow(counts[k] - (100_000 * expected), 2) / (100_000 * expected);
            expected *= 4.0 / (k + 1);
        }

        // 12 cells: 99.9 in 100 draws stay below 33.
        Assert.InRange(chi2, 0, 33);
    }

    [Fact]
    public void Curtains_run_along_columns_and_have_their_deviation()
    {
        var grey = new float[Pixels * Pixels];
        var columns = new List<double>();
        for (ulong image = 0; image < 40; image++)
        {
            Array.Fill(grey, 0.5f);
            Shading.AddCurtains(grey, Pixels, 0.1, new RandomStream(image));
            for (var c = 0; c < Pixels; c++)
            {
                Assert.Equal(grey[c], grey[((Pixels - 1) * Pixels) + c]);
                columns.Add(grey[c] - 0.5);
            }
        }

        Assert.Equal(0.1, Math.Sqrt(columns.Average(c => c * c)), 0.01);
    }

    [Fact]
    public void The_illumination_differs_by_as_much_as_asked_across_the_field()
    {
        var grey = new float[Pixels * Pixels];
        Shading.AddGradient(grey, Pixels, 0.2, new RandomStream(9));

        var (dx, dy) = (grey[Pixels - 1] - grey[0], grey[(Pixels - 1) * Pixels] - grey[0]);
        Assert.Equal(0.2, Math.Sqrt((dx * dx) + (dy * dy)) * Pixels / (Pixels - 1), 1e-4);
        Assert.Equal(0, grey.Average(), 1e-5);
    }

    [Fact]
    public void Less_contrast_brings_both_phases_towards_grey()
    {
        var sut = new Degradation(new DegradationOptions { Contrast = 0.5 });
        var bytes = new byte[4];
        sut.Apply(new float[] { 0, 1, 0, 1 }, 2, new RandomStream(1), bytes);

        Assert.Equal([64, 191, 64, 191], bytes);
    }

    [Fact]
    public void The_whole_chain_is_seeded() => Assert.Equal(
        Make(Everything, 0.3f),
        Make(Everything, 0.3f));

    [Theory]
    [InlineData(-1, 0, 0, 1)]
    [InlineData(0, 2, 0, 1)]
    [InlineData(0, 0, double.NaN, 1)]
    [InlineData(0, 0, 0, 0)]
    public void Options_outside_their_range_are_refused(double electrons, double curtaining, double illumination, double contrast) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Degradation(new DegradationOptions
        {
            Electrons = electrons,
            Curtaining = curtaining,
            Illumination = illumination,
            Contrast = contrast,
        }));

    private static DegradationOptions Everything => new() { BlurPixels = 1, Contrast = 0.7, Electrons = 60, Curtaining = 0.05, Illumination = 0.1, Gaussian = 0.05 };

    private static byte[] Make(DegradationOptions options, float grey)
    {
        var image = Enumerable.Repeat(grey, Pixels * Pixels).ToArray();
        var bytes = new byte[image.Length];
        new Degradation(options).Apply(image, Pixels, new RandomStream(11), bytes);
        return bytes;
    }
}
