using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

public sealed record ObjectiveSpec
{
    [Description("Ranks trials, measured on the validation images: accuracy, worstClassAccuracy, macroF1 (higher is better) or loss (lower is better); for task: regression r2, the coefficient of determination (higher is better), mae, the mean absolute error in the target's unit, or loss (lower is better); for task: superResolution psnr, in dB, ssim (higher is better) or loss (lower is better).")]
    [AllowedValues(Metrics.Accuracy, Metrics.WorstClassAccuracy, Metrics.MacroF1, Metrics.Loss, Metrics.R2, Metrics.Mae, Metrics.Psnr, Metrics.Ssim)]
    public string Metric { get; init; } = Metrics.Accuracy;

    [Description("The study is complete as soon as a trial reaches this value; absent: the budget decides.")]
    public double? Goal { get; init; }
}

/// <summary>One of several objectives.</summary>
public sealed record MeasureSpec
{
    [Required]
    [Description("A validation metric, or a cost, of which less is better: weights (trainable ones), flopsPerImage (operations of one forward pass: latency that does not hang on the machine), trainSeconds, trainImages (per class), fieldOfViewNm.")]
    [AllowedValues(Metrics.Accuracy, Metrics.WorstClassAccuracy, Metrics.MacroF1, Metrics.Loss, Metrics.R2, Metrics.Mae, Metrics.Psnr, Metrics.Ssim, Measures.Weights, Measures.FlopsPerImage, Measures.TrainSeconds, Measures.TrainImages, Measures.FieldOfView)]
    public string Metric { get; init; } = Metrics.Accuracy;
}

/// <summary>Names and directions of the metrics.</summary>
public static class Metrics
{
    public const string Accuracy = "accuracy";
    public const string WorstClassAccuracy = "worstClassAccuracy";
    public const string MacroF1 = "macroF1";
    public const string Loss = "loss";

    /// <summary>Coefficient of determination, 1 − Σ(y − ŷ)² / Σ(y − ȳ)²: 1 is perfect, 0 as good as the mean of all targets.</summary>
    public const string R2 = "r2";

    /// <summary>Mean absolute error, in the target's unit.</summary>
    public const string Mae = "mae";

    /// <summary>Peak signal-to-noise ratio in dB, 10 log₁₀(255² / mean squared error over all images): 6 dB more is half the error.</summary>
    public const string Psnr = "psnr";

    /// <summary>Structural similarity, mean over the images (Wang et al. 2004): 1 is the same image.</summary>
    public const string Ssim = "ssim";

    public static bool HigherIsBetter(string metric) => metric is not (Loss or Mae);

    /// <summary>The metric as a cost to minimise: 1 − value where higher is better, the value itself for a loss or an error.</summary>
    public static double ToCost(string metric, double value) => HigherIsBetter(metric) ? 1 - value : value;

    public static double FromCost(string metric, double cost) => HigherIsBetter(metric) ? 1 - cost : cost;
}
