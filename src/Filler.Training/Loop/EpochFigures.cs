namespace Filler.Training;

/// <summary>Figures after one epoch; all but the training loss are of the validation images.</summary>
public sealed record EpochFigures(int Epoch, double TrainLoss, double Loss, double Accuracy, double WorstClassAccuracy, double MacroF1, double Seconds)
{
    internal static EpochFigures Of(int epoch, double trainLoss, Evaluation judged, TimeSpan time) =>
        new(epoch, trainLoss, judged.Loss, judged.Confusion.Accuracy, judged.Confusion.WorstClassAccuracy, judged.Confusion.MacroF1, time.TotalSeconds);

    /// <summary>The metric as a cost: smaller is better.</summary>
    public double Cost(string metric) => metric switch
    {
        "accuracy" => 1 - Accuracy,
        "worstClassAccuracy" => 1 - WorstClassAccuracy,
        "macroF1" => 1 - MacroF1,
        "loss" => Loss,
        _ => throw new ArgumentException($"metric '{metric}' is unknown; use accuracy, worstClassAccuracy, macroF1 or loss", nameof(metric)),
    };
}
