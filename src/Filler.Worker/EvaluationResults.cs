using Filler.Api;
using Filler.Training;

namespace Filler.Worker;

/// <summary>Figures of the evaluation images as a trial's result has them.</summary>
internal static class EvaluationResults
{
    public static RegressionResult Of(RegressionFigures figures, IReadOnlyList<ClassSpec> classes)
    {
        var (low, high) = figures.R2Interval();
        return new RegressionResult(
            figures.R2, low, high, figures.Mae, figures.Rmse, figures.Labels.Length,
            [.. classes.Select((c, i) =>
            {
                var own = figures.OfClass(i);
                return new TargetResult(c.Name, figures.Targets[i], own.Images, own.Mean, own.Deviation, own.Low, own.High);
            })]);
    }

    /// <param name="samples">Blob key of the images to look at.</param>
    public static SuperResolutionResult Of(SuperResolutionFigures figures, IReadOnlyList<ClassSpec> classes, int factor, string samples)
    {
        var (low, high) = figures.GainInterval();
        var baseline = figures.Interpolation;
        return new SuperResolutionResult(
            factor, figures.Labels.Length, QualityOf(figures, SuperResolutionFigures.Network), QualityOf(figures, SuperResolutionFigures.Linear),
            QualityOf(figures, SuperResolutionFigures.Cubic), figures.Psnr(SuperResolutionFigures.Network) - figures.Psnr(baseline), low, high,
            [.. classes.Select((c, i) =>
            {
                var (network, interpolation) = (figures.OfClass(i, SuperResolutionFigures.Network), figures.OfClass(i, baseline));
                return new StructureQuality(c.Name, network.Images, network.Psnr, network.Ssim, interpolation.Psnr, interpolation.Ssim);
            })],
            samples);
    }

    private static ImageQuality QualityOf(SuperResolutionFigures figures, int method)
    {
        var (psnr, ssim) = (figures.PsnrInterval(method), figures.SsimInterval(method));
        return new ImageQuality(figures.Psnr(method), psnr.Low, psnr.High, figures.Ssim(method), ssim.Low, ssim.High);
    }
}
