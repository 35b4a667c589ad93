using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

public sealed record ObjectiveSpec
{
    [Description("Ranks trials, measured on the validation images: accuracy, worstClassAccuracy, macroF1 (higher is better) or loss (lower is better).")]
    [AllowedValues(Metrics.Accuracy, Metrics.WorstClassAccuracy, Metrics.MacroF1, Metrics.Loss)]
    public string Metric { get; init; } = Metrics.Accuracy;

    [Description("The study is complete as soon as a trial reaches this value; absent: the budget decides.")]
    public double? Goal { get; init; }
}

/// <summary>One of several objectives.</summary>
public sealed record MeasureSpec
{
    [Required]
    [Description("A validation metric, or a cost, of which less is better: weights (trainable ones), flopsPerImage (operations of one forward pass: latency that does not hang on the machine), trainSeconds, trainImages (per class), fieldOfViewNm.")]
    [AllowedValues(Metrics.Accuracy, Metrics.WorstClassAccuracy, Metrics.MacroF1, Metrics.Loss, Measures.Weights, Measures.FlopsPerImage, Measures.TrainSeconds, Measures.TrainImages, Measures.FieldOfView)]
    public string Metric { get; init; } = Metrics.Accuracy;
}

/// <summary>Names and directions of the metrics.</summary>
public static class Metrics
{
    public const string Accuracy = "accuracy";
    public const string WorstClassAccuracy = "worstClassAccuracy";
    public const string MacroF1 = "macroF1";
    public const string Loss = "loss";

    public static bool HigherIsBetter(string metric) => metric != Loss;

    /// <summary>The metric as a cost to minimise: 1 − value for shares, the value itself for a loss.</summary>
    public static double ToCost(string metric, double value) => HigherIsBetter(metric) ? 1 - value : value;

    public static double FromCost(string metric, double cost) => HigherIsBetter(metric) ? 1 - cost : cost;
}
