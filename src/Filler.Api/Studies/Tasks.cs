namespace Filler.Api;

/// <summary>What a study's networks learn, and by which metrics each is judged.</summary>
public static class Tasks
{
    public const string Classification = "classification";
    public const string Regression = "regression";

    private static readonly string[] OfClassification = [Metrics.Accuracy, Metrics.WorstClassAccuracy, Metrics.MacroF1, Metrics.Loss];
    private static readonly string[] OfRegression = [Metrics.R2, Metrics.Mae, Metrics.Loss];

    /// <summary>Numbers that a network gives for an image: one for each class, or the one of a regression.</summary>
    public static int OutputsOf(string task, int classes) => task == Regression ? 1 : classes;

    /// <summary>The metrics that the task has, its usual objective first.</summary>
    public static IReadOnlyList<string> MetricsOf(string task) => task == Regression ? OfRegression : OfClassification;
}
