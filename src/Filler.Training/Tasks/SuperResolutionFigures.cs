using Filler.Structures;

namespace Filler.Training;

/// <summary>Restored images held against the truth, beside what interpolation alone reaches.</summary>
/// <param name="Kept">Of each image the mean squared error of network, linear and cubic interpolation (grey values 0 to 255), then their similarities.</param>
/// <param name="Labels">The class of each image.</param>
/// <param name="Classes">Labels are below it.</param>
public sealed record SuperResolutionFigures(float[] Kept, byte[] Labels, int Classes)
{
    public const int Network = 0;
    public const int Linear = 1;
    public const int Cubic = 2;

    internal const int PerImage = 6;

    private const int Similarity = 3;
    private const int Resamples = 1000;

    // Grey values are whole: an error below this is none, and its ratio would be infinite.
    private const double LeastError = 1e-10;

    /// <summary>Linear or cubic, whichever has the higher peak signal-to-noise ratio.</summary>
    public int Interpolation => Psnr(Linear) > Psnr(Cubic) ? Linear : Cubic;

    /// <summary>Peak signal-to-noise ratio in dB: 10 log₁₀(255² / mean squared error over all images).</summary>
    /// <param name="method"><see cref="Network"/>, <see cref="Linear"/> or <see cref="Cubic"/>.</param>
    public double Psnr(int method) => Ratio(method, All);

    /// <summary>Mean structural similarity.</summary>
    public double Ssim(int method) => Mean(Similarity + method, All);

    /// <summary>Images, ratio and similarity of one class's images.</summary>
    public (int Images, double Psnr, double Ssim) OfClass(int label, int method)
    {
        int[] own = [.. All.Where(i => Labels[i] == label)];
        if (own.Length == 0) throw new ArgumentOutOfRangeException(nameof(label), label, "no image has this label");
        return (own.Length, Ratio(method, own), Mean(Similarity + method, own));
    }

    /// <summary>95 % percentile interval of <see cref="Psnr"/>: bootstrap over images (Efron 1979), a thousand resamples of a fixed seed.</summary>
    public (double Low, double High) PsnrInterval(int method) => Resampled(images => Ratio(method, images));

    /// <summary>95 % percentile interval of <see cref="Ssim"/>, alike.</summary>
    public (double Low, double High) SsimInterval(int method) => Resampled(images => Mean(Similarity + method, images));

    /// <summary>95 % percentile interval of the network's ratio over the better interpolation's: of the same images, so far narrower than either's.</summary>
    public (double Low, double High) GainInterval()
    {
        var baseline = Interpolation;
        return Resampled(images => Ratio(Network, images) - Ratio(baseline, images));
    }

    private int[] All => [.. Enumerable.Range(0, Labels.Length)];

    private double Ratio(int method, int[] images) => 10 * Math.Log10(255.0 * 255 / Math.Max(LeastError, Mean(method, images)));

    private double Mean(int column, int[] images)
    {
        var sum = 0.0;
        foreach (var i in images) sum += Kept[(i * PerImage) + column];
        return sum / images.Length;
    }

    private (double Low, double High) Resampled(Func<int[], double> figure)
    {
        var values = new double[Resamples];
        var images = new int[Labels.Length];
        for (var k = 0; k < Resamples; k++)
        {
            var stream = new RandomStream(1, (ulong)k);
            for (var i = 0; i < images.Length; i++) images[i] = stream.NextInt(Labels.Length);
            values[k] = figure(images);
        }

        Array.Sort(values);
        return (Quantiles.Of(values, 0.025), Quantiles.Of(values, 0.975));
    }
}
