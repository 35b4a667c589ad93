using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Between fine and coarse along x. Coarse pixel k stands in the middle of fine pixels k·factor … (k + 1)·factor − 1, as a section does in its spacing.</summary>
internal static class CoarseAxis
{
    private const int CubicReach = 2;

    /// <param name="images">N×1×H×W; the factor divides W.</param>
    /// <param name="thick">The mean over the spacing; else its middle: one pixel, or the mean of the two that share it.</param>
    public static Tensor Degrade(Tensor images, int factor, bool thick)
    {
        var (n, h, w) = (images.shape[0], images.shape[2], images.shape[3]);
        var spacings = images.reshape(n, 1, h, w / factor, factor);
        return thick ? spacings.mean([4])
            : factor % 2 == 1 ? spacings.select(4, factor / 2)
            : spacings.slice(4, (factor / 2) - 1, (factor / 2) + 1, 1).mean([4]);
    }

    /// <summary>Linear interpolation between the coarse pixels; beyond the outermost, their values.</summary>
    public static Tensor Linear(Tensor coarse, int factor) =>
        nn.functional.interpolate(coarse, [coarse.shape[2], coarse.shape[3] * factor], mode: InterpolationMode.Bilinear, align_corners: false);

    /// <summary>Cubic convolution, exact for parabolas (Keys 1981, a = −1/2); beyond the outermost pixels, their values.</summary>
    /// <remarks>PyTorch's own bicubic has a = −3/4, which does not even give a straight line back.</remarks>
    public static Tensor Cubic(Tensor coarse, int factor)
    {
        using var scope = NewDisposeScope();
        const int taps = (2 * CubicReach) + 1;
        var weights = new float[factor * taps];
        for (var phase = 0; phase < factor; phase++)
        {
            var at = ((phase + 0.5) / factor) - 0.5;
            for (var tap = 0; tap < taps; tap++) weights[(phase * taps) + tap] = (float)Keys(at - (tap - CubicReach));
        }

        var padded = nn.functional.pad(coarse, [CubicReach, CubicReach, 0, 0], PaddingModes.Replicate);
        var phases = nn.functional.conv2d(padded, tensor(weights, [factor, 1, 1, taps], device: coarse.device));
        return Generator.Shuffle(phases, factor).MoveToOuterDisposeScope();
    }

    private static double Keys(double x) => Math.Abs(x) switch
    {
        < 1 and var t => (((1.5 * t) - 2.5) * t * t) + 1,
        < 2 and var t => (((((-0.5 * t) + 2.5) * t) - 4) * t) + 2,
        _ => 0,
    };
}
