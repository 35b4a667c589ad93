using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>A study's front with words for its axes.</summary>
internal static class FrontLines
{
    public static ReportFront? Of(StudyStatus? status) => status?.Front is not { } front
        ? null
        : new ReportFront([.. front.Objectives.Select(Axis)], front.Points, front.Count, front.Hypervolume);

    /// <summary>A measure as people say it.</summary>
    public static string Label(string measure) => measure switch
    {
        Metrics.Accuracy => "validation accuracy",
        Metrics.WorstClassAccuracy => "validation accuracy of the worst class",
        Metrics.MacroF1 => "validation macro F1",
        Metrics.R2 => "validation R²",
        Metrics.Mae => "validation mean absolute error",
        Metrics.Psnr => "validation PSNR in dB",
        Metrics.Ssim => "validation SSIM",
        Measures.Weights => "trainable weights",
        Measures.FlopsPerImage => "operations per image",
        Measures.TrainSeconds => "training time in s",
        Measures.TrainImages => "training images per class",
        Measures.FieldOfView => "field of view in nm",
        _ => $"validation {measure}",
    };

    /// <summary>A measure's value in tables.</summary>
    public static string Value(string measure, double value) =>
        measure is Measures.Weights or Measures.FlopsPerImage ? Figures.Magnitude(value) : Figures.Short(value);

    private static ReportFrontAxis Axis(string measure) => new(measure, Label(measure), Measures.HigherIsBetter(measure), !Measures.IsMetric(measure));
}
