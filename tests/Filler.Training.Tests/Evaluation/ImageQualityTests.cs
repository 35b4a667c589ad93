using static TorchSharp.torch;

namespace Filler.Training.Tests.Evaluations;

/// <summary>Against scikit-image 0.19.3 on images that both sides make from the same formulas.</summary>
public class ImageQualityTests
{
    private const int Pixels = 24;

    private static readonly byte[] Texture = Image((x, y) => ((x * 7) + (y * 13) + (x * y % 11 * 9)) % 256);
    private static readonly byte[] Disturbed = Image((x, y) => Math.Clamp((((x * 7) + (y * 13) + (x * y % 11 * 9)) % 256) + (((((x * 5) + (y * 3)) % 17) - 8) * 3), 0, 255));
    private static readonly byte[] Waves = Image((x, y) => Math.Round(127.5 + (100 * Math.Sin(x / 4.0) * Math.Cos(y / 5.0)), MidpointRounding.ToEven));
    private static readonly byte[] Shifted = Image((x, y) => Math.Round(120 + (80 * Math.Sin((x / 4.0) + 0.2) * Math.Cos(y / 5.0)), MidpointRounding.ToEven));

    [Fact]
    public void Similarity_and_ratio_are_those_of_scikit_image()
    {
        // structural_similarity(a, b, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=255); peak_signal_noise_ratio(a, b, data_range=255)
        Assert.Equal((0.960452, 24.913640), Quality(Texture, Disturbed));
        Assert.Equal((0.943154, 24.409422), Quality(Waves, Shifted));
        Assert.Equal((0.020787, 9.112442), Quality(Texture, Waves));
    }

    [Fact]
    public void An_image_is_itself()
    {
        var (similarity, ratio) = Quality(Texture, Texture);

        Assert.Equal(1, similarity);
        Assert.True(double.IsFinite(ratio) && ratio > 100);
    }

    [Fact]
    public void The_ratio_of_many_images_is_that_of_their_mean_error()
    {
        // Errors of 1 and of 3 grey values everywhere: 5 in the mean square, not the mean of two ratios.
        var figures = new SuperResolutionFigures([1, 1, 1, 1, 1, 1, 9, 4, 4, 0.5f, 1, 1], [0, 1], 2);

        Assert.Equal(10 * Math.Log10(255 * 255 / 5.0), figures.Psnr(SuperResolutionFigures.Network), 12);
        Assert.Equal(0.75, figures.Ssim(SuperResolutionFigures.Network), 12);
        Assert.Equal((1, 10 * Math.Log10(255 * 255 / 9.0), 0.5), figures.OfClass(1, SuperResolutionFigures.Network));
        Assert.Equal(10 * Math.Log10(2.5 / 5), figures.Psnr(0) - figures.Psnr(figures.Interpolation), 12);
    }

    [Fact]
    public void A_gain_in_every_image_is_a_sure_gain_however_much_images_differ()
    {
        // Half the squared error of interpolation in each of 40 images, whose difficulty spans three decades.
        float[] kept = [.. Enumerable.Range(0, 40).SelectMany(i => { var e = MathF.Pow(10, i / 13f); return new[] { e, 2 * e, 3 * e, 0.9f, 0.8f, 0.7f }; })];
        var figures = new SuperResolutionFigures(kept, new byte[40], 1);

        var (low, high) = figures.GainInterval();

        Assert.Equal((3.0103, 3.0103), (Math.Round(low, 4), Math.Round(high, 4)));
        var (from, to) = figures.PsnrInterval(SuperResolutionFigures.Network);
        Assert.True(to - from > 2);
    }

    private static (double Similarity, double Ratio) Quality(byte[] a, byte[] b)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Tensor(a), Tensor(b));
        var error = (x - y).square().mean().item<float>();
        return (Math.Round(StructuralSimilarity.Of(x, y).item<float>(), 6), Math.Round(new SuperResolutionFigures([error, 0, 0, 0, 0, 0], [0], 1).Psnr(0), 6));
    }

    private static Tensor Tensor(byte[] image) => tensor(image, [1, 1, Pixels, Pixels], dtype: ScalarType.Byte).to(ScalarType.Float32);

    private static byte[] Image(Func<int, int, double> grey) => [.. Enumerable.Range(0, Pixels * Pixels).Select(p => (byte)grey(p % Pixels, p / Pixels))];
}
