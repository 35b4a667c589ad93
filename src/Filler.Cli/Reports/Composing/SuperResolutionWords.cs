using System.Globalization;
using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>A super-resolution's answer in sentences.</summary>
internal static class SuperResolutionWords
{
    public static string Sentence(string architecture, SuperResolutionResult restored)
    {
        var figures = $"PSNR {Ratio(restored.Network.Psnr)} dB and SSIM {Similarity(restored.Network.Ssim)} on {restored.Images:N0} unseen slices";
        return restored.GainLow <= 0
            ? $"No network restored more than {restored.InterpolationName} interpolation does: the best, {architecture}, reaches {figures}."
            : $"{architecture} restores {restored.Factor} pixels from one with {figures}, {Ratio(restored.GainDb)} dB above {restored.InterpolationName} interpolation (95 % interval {Gain(restored)}).";
    }

    public static string Lead(SuperResolutionResult restored)
    {
        var baseline = restored.Interpolation;
        var error = Math.Pow(10, -restored.GainDb / 20);
        return $"{Capital(restored.InterpolationName)} interpolation reaches {Ratio(baseline.Psnr)} dB and {Similarity(baseline.Ssim)}: the network's error is {Figures.Percent(error)} % of its.";
    }

    public static string Gain(SuperResolutionResult restored) => $"{Ratio(restored.GainLow)}–{Ratio(restored.GainHigh)}";

    public static string Ratio(double decibels) => decibels.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Similarity(double ssim) => ssim.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
