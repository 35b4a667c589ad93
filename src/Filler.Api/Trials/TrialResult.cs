namespace Filler.Api;

/// <summary>What a finished trial found; also the content of its <c>result.json</c>.</summary>
public sealed record TrialResult
{
    public required int Attempt { get; init; }

    /// <summary>The epoch whose weights were evaluated: the best on the validation images by the objective.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The objective on the validation images at <see cref="BestEpoch"/>.</summary>
    public required double ValidationMetric { get; init; }

    public required double EvaluationLoss { get; init; }

    /// <summary>On the evaluation images, which no decision saw. Row: true class; column: predicted class, in the dataset's order of classes. Empty for other tasks.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ConfusionMatrix { get; init; }

    /// <summary>On the evaluation images, which no decision saw; null for other tasks.</summary>
    public RegressionResult? Regression { get; init; }

    /// <summary>On the evaluation images, which no decision saw; null for other tasks.</summary>
    public SuperResolutionResult? SuperResolution { get; init; }

    /// <summary>More of the evaluation images; null from a worker that does not tell.</summary>
    public EvaluationRecord? Evaluation { get; init; }

    /// <summary>All epochs, so that a result alone completes the record.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary><c>C4F2</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Trainable weights.</summary>
    public required long Weights { get; init; }

    /// <summary>Floating point operations of one forward pass of one image.</summary>
    public required long FlopsPerImage { get; init; }

    /// <summary>Seconds of training and validation over all attempts.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Training images per second.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>cpu, cuda:0, …</summary>
    public required string Device { get; init; }

    /// <summary>Bytes of the device that the first train step and the first validation batch took, weights and images included; null where it was not shared, and so not measured.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>What happened on the way that a reader should know: a damaged checkpoint passed over, a batch too large for the device. Null: nothing.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary><see cref="Checkpoint"/> of a trainer of the user's own. (API servers refuse empty texts.)</summary>
    public const string NoCheckpoint = "none";

    /// <summary>Blob key of the best epoch's weights (.safetensors), or <see cref="NoCheckpoint"/>.</summary>
    public required string Checkpoint { get; init; }
}
