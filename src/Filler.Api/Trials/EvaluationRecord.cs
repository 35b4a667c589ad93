namespace Filler.Api;

/// <summary>What the confusion matrix does not hold of a trial's evaluation images.</summary>
public sealed record EvaluationRecord
{
    /// <summary>Mean F1 over the classes.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Expected calibration error over 15 bins, 0 to 1: how far the confidence is from the share told right.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>The bins of confidence that hold images, by rising confidence.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>Views of each image that were averaged: 1, or 8 with <c>training.testTimeAugmentation</c>.</summary>
    public required int Views { get; init; }

    /// <summary>Blob key of the class told for each image: <c>.npy</c>, uint8, in the dataset's order.</summary>
    public required string Predictions { get; init; }

    /// <summary>Blob key of the true classes, alike.</summary>
    public required string Labels { get; init; }

    /// <summary>SHA-256 of the images' bytes and then their labels: trials with equal digests were judged by the same images.</summary>
    public required string Images { get; init; }
}

/// <param name="Count">Images in the bin.</param>
/// <param name="Correct">Those told right.</param>
/// <param name="Confidence">Their mean probability of the class told.</param>
public sealed record ReliabilityBin(int Count, int Correct, double Confidence);
