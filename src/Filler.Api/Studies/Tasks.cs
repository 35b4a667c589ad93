namespace Filler.Api;

/// <summary>What a study's networks learn, and by which metrics each is judged.</summary>
public static class Tasks
{
    public const string Classification = "classification";
    public const string Regression = "regression";
    public const string SuperResolution = "superResolution";

    private static readonly string[] OfClassification = [Metrics.Accuracy, Metrics.WorstClassAccuracy, Metrics.MacroF1, Metrics.Loss];
    private static readonly string[] OfRegression = [Metrics.R2, Metrics.Mae, Metrics.Loss];
    private static readonly string[] OfSuperResolution = [Metrics.Psnr, Metrics.Ssim, Metrics.Loss];

    /// <summary>Numbers that a network gives for an image, or, with super-resolution, for a pixel: one for each class, else one.</summary>
    public static int OutputsOf(string task, int classes) => task == Classification ? classes : 1;

    /// <summary>The metrics that the task has, its usual objective first.</summary>
    public static IReadOnlyList<string> MetricsOf(string task) => task switch
    {
        Regression => OfRegression,
        SuperResolution => OfSuperResolution,
        _ => OfClassification,
    };
}
