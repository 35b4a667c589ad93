namespace Filler.Training;

/// <summary>Figures after one epoch; all but the training loss are of the validation images.</summary>
public sealed record EpochFigures(int Epoch, double TrainLoss, double Loss, double Accuracy, double WorstClassAccuracy, double MacroF1, double Seconds)
{
    internal static EpochFigures Of(int epoch, double trainLoss, Evaluation judged, TimeSpan time) =>
        judged.SuperResolution is { } restored
            ? new(epoch, trainLoss, judged.Loss, double.NaN, double.NaN, double.NaN, time.TotalSeconds) { Psnr = restored.Psnr(SuperResolutionFigures.Network), Ssim = restored.Ssim(SuperResolutionFigures.Network) }
            : judged.Regression is { } regression
            ? new(epoch, trainLoss, judged.Loss, double.NaN, double.NaN, double.NaN, time.TotalSeconds) { R2 = regression.R2, Mae = regression.Mae }
            : new(epoch, trainLoss, judged.Loss, judged.Confusion.Accuracy, judged.Confusion.WorstClassAccuracy, judged.Confusion.MacroF1, time.TotalSeconds);

    /// <summary>Of a regression, whose shares told right are NaN; null for other tasks.</summary>
    public double? R2 { get; init; }

    /// <summary>Mean absolute error of a regression, in the target's unit.</summary>
    public double? Mae { get; init; }

    /// <summary>Peak signal-to-noise ratio of a super-resolution in dB, whose shares told right are NaN; null for other tasks.</summary>
    public double? Psnr { get; init; }

    /// <summary>Mean structural similarity of a super-resolution.</summary>
    public double? Ssim { get; init; }

    /// <summary>The metric as a cost: smaller is better.</summary>
    public double Cost(string metric) => metric switch
    {
        "accuracy" => 1 - Accuracy,
        "worstClassAccuracy" => 1 - WorstClassAccuracy,
        "macroF1" => 1 - MacroF1,
        "loss" => Loss,
        "r2" => 1 - (R2 ?? double.NaN),
        "mae" => Mae ?? double.NaN,
        "psnr" => -(Psnr ?? double.NaN),
        "ssim" => 1 - (Ssim ?? double.NaN),
        _ => throw new ArgumentException($"metric '{metric}' is unknown; use accuracy, worstClassAccuracy, macroF1, loss, r2, mae, psnr or ssim", nameof(metric)),
    };
}
