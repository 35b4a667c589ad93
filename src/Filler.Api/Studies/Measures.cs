namespace Filler.Api;

/// <summary>What can be traded against each other: the validation metrics, and what a network costs.</summary>
public static class Measures
{
    public const string Weights = "weights";
    public const string FlopsPerImage = "flopsPerImage";
    public const string TrainSeconds = "trainSeconds";
    public const string TrainImages = "trainImages";
    public const string FieldOfView = "fieldOfViewNm";

    /// <summary>Whether it is measured on the validation images, epoch by epoch.</summary>
    public static bool IsMetric(string measure) => measure is Metrics.Accuracy or Metrics.WorstClassAccuracy or Metrics.MacroF1 or Metrics.Loss or Metrics.R2 or Metrics.Mae or Metrics.Psnr or Metrics.Ssim;

    public static bool HigherIsBetter(string measure) => IsMetric(measure) && Metrics.HigherIsBetter(measure);

    /// <summary>The measure as a cost to minimise. What spans orders of magnitude counts by its logarithm: half as many weights are worth the same everywhere.</summary>
    public static double ToCost(string measure, double value) => IsMetric(measure) ? Metrics.ToCost(measure, value) : Math.Log(value);
}
