namespace Filler.Api;

/// <summary>How near restored images come to the truth on slices that no decision saw, beside what interpolation alone reaches.</summary>
/// <param name="Factor">Fine pixels to one coarse pixel.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Network">The network's images.</param>
/// <param name="Linear">Linear interpolation of the coarse axis.</param>
/// <param name="Cubic">Cubic interpolation (Keys 1981, a = −1/2).</param>
/// <param name="GainDb">PSNR of the network over that of the better interpolation.</param>
/// <param name="GainLow">95 % interval of it: bootstrap over images.</param>
/// <param name="GainHigh">Upper end.</param>
/// <param name="PerStructure">One for each class of the dataset, in its order.</param>
/// <param name="Samples">Blob key of a few images: <c>.npy</c>, uint8, N × 4 × P × P: coarse, interpolated, restored, true.</param>
public sealed record SuperResolutionResult(
    int Factor, int Images, ImageQuality Network, ImageQuality Linear, ImageQuality Cubic, double GainDb, double GainLow, double GainHigh,
    IReadOnlyList<StructureQuality> PerStructure, string Samples)
{
    /// <summary>The interpolation with the higher PSNR: what a network has to beat.</summary>
    public ImageQuality Interpolation => Cubic.Psnr >= Linear.Psnr ? Cubic : Linear;

    /// <summary>Its name.</summary>
    public string InterpolationName => Cubic.Psnr >= Linear.Psnr ? "cubic" : "linear";
}

/// <param name="Psnr">In dB, of the mean squared error over all images.</param>
/// <param name="PsnrLow">95 % interval: bootstrap over images.</param>
/// <param name="PsnrHigh">Upper end.</param>
/// <param name="Ssim">Mean structural similarity.</param>
/// <param name="SsimLow">95 % interval: bootstrap over images.</param>
/// <param name="SsimHigh">Upper end.</param>
public sealed record ImageQuality(double Psnr, double PsnrLow, double PsnrHigh, double Ssim, double SsimLow, double SsimHigh);

/// <summary>One structure's images.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Psnr">Of the network, in dB.</param>
/// <param name="Ssim">Of the network.</param>
/// <param name="InterpolationPsnr">Of the better interpolation over all structures, in dB.</param>
/// <param name="InterpolationSsim">Of the same interpolation.</param>
public sealed record StructureQuality(string Name, int Images, double Psnr, double Ssim, double InterpolationPsnr, double InterpolationSsim);
