using Filler.Structures;

namespace Filler.Slices;

/// <summary>Uneven brightness: a gradient of illumination in a random direction, and the stripes of milling (curtaining).</summary>
internal static class Shading
{
    // Curtains are one to a few pixels wide (Münch et al., Opt. Express 17 (2009) 8567, figures 1 and 5).
    private const double CurtainWidthPixels = 2;

    public static void AddGradient(Span<float> grey, int pixels, double difference, RandomStream stream)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * stream.NextDouble());
        for (var row = 0; row < pixels; row++)
        {
            var along = sin * (((row + 0.5) / pixels) - 0.5);
            for (var column = 0; column < pixels; column++)
                grey[(row * pixels) + column] += (float)(difference * (along + (cos * (((column + 0.5) / pixels) - 0.5))));
        }
    }

    /// <summary>One offset for each column: an autoregressive sequence, so that a stripe has a width.</summary>
    public static void AddCurtains(Span<float> grey, int pixels, double deviation, RandomStream stream)
    {
        var keep = Math.Exp(-1 / CurtainWidthPixels);
        var fresh = Math.Sqrt(1 - (keep * keep));
        var offset = stream.NextNormal();
        for (var column = 0; column < pixels; column++)
        {
            for (var row = 0; row < pixels; row++) grey[(row * pixels) + column] += (float)(deviation * offset);
            offset = (keep * offset) + (fresh * stream.NextNormal());
        }
    }
}
