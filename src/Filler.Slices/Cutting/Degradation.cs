using Filler.Structures;

namespace Filler.Slices;

/// <summary>What a microscope does to the ideal image: blur, contrast, illumination, curtains, shot noise, readout noise, then one byte a
/// pixel.</summary>
/// <remarks>
/// With noise, the detector's gain is set as an operator sets it: two standard deviations below the matrix and above the filler fill the range of a
/// byte. Without that the byte would cut off half of the matrix's noise.
/// </remarks>
public sealed class Degradation
{
    private readonly float[] kernel;
    private readonly DegradationOptions options;
    private readonly double gain;

    /// <param name="blurPixels">Standard deviation of the blur in pixels, 0 to 20.</param>
    /// <param name="noise">Standard deviation of the noise as a share of the contrast between matrix and filler, 0 to 1.</param>
    public Degradation(double blurPixels, double noise)
        : this(new DegradationOptions { BlurPixels = blurPixels, Gaussian = noise })
    {
    }

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Degradation(DegradationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.options = options;
        var shot = options.Electrons > 0 ? 1 / Math.Sqrt(options.Electrons) : 0;
        gain = 1 / (1 + (4 * (options.Gaussian + options.Curtaining + shot)) + options.Illumination);
        kernel = Kernel(options.BlurPixels);
    }

    /// <summary>Degrades <paramref name="grey"/> in place and rounds it to bytes.</summary>
    /// <param name="stream">Everything random is drawn from it, in the order of the steps, row by row.</param>
    /// <param name="bytes">As many values as <paramref name="grey"/>.</param>
    public void Apply(Span<float> grey, int pixels, RandomStream stream, Span<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (grey.Length != pixels * pixels || bytes.Length != grey.Length)
            throw new ArgumentException($"{grey.Length} values and {bytes.Length} bytes for {pixels} × {pixels} pixels");
        if (kernel.Length > 1) Blur(grey, pixels);
        if (options.Contrast < 1)
        {
            foreach (ref var value in grey) value = (float)(0.5 + (options.Contrast * (value - 0.5)));
        }

        if (options.Illumination > 0) Shading.AddGradient(grey, pixels, options.Illumination, stream);
        if (options.Curtaining > 0) Shading.AddCurtains(grey, pixels, options.Curtaining, stream);
        var noise = options.Gaussian;
        for (var i = 0; i < grey.Length; i++)
        {
            var value = 0.5 + ((grey[i] - 0.5) * gain);
            if (options.Electrons > 0) value = ShotNoise.Draw(options.Electrons * value, stream) / options.Electrons;
            if (noise > 0) value += noise * gain * stream.NextNormal();
            bytes[i] = (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
        }
    }

    private void Blur(Span<float> grey, int pixels)
    {
        var line = new float[pixels];
        for (var row = 0; row < pixels; row++) BlurLine(grey[(row * pixels)..], pixels, 1, line);
        for (var column = 0; column < pixels; column++) BlurLine(grey[column..], pixels, pixels, line);
    }

    private void BlurLine(Span<float> grey, int pixels, int stride, float[] line)
    {
        for (var i = 0; i < pixels; i++) line[i] = grey[i * stride];
        var half = kernel.Length / 2;
        for (var i = 0; i < pixels; i++)
        {
            var sum = 0f;
            for (var k = -half; k <= half; k++) sum += kernel[k + half] * line[Mirror(i + k, pixels)];
            grey[i * stride] = sum;
        }
    }

    // The field goes on beyond its rim: its mirror image has the same statistics, where black or a repeated pixel would draw a frame.
    private static int Mirror(int i, int pixels)
    {
        var period = 2 * pixels;
        var wrapped = ((i % period) + period) % period;
        return wrapped < pixels ? wrapped : period - 1 - wrapped;
    }

    private static float[] Kernel(double sigma)
    {
        if (sigma == 0) return [1];
        var half = (int)Math.Ceiling(4 * sigma);
        var weights = Enumerable.Range(-half, (2 * half) + 1).Select(k => Math.Exp(-k * k / (2 * sigma * sigma))).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => (float)(w / sum))];
    }
}
