using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>The winning configuration.</summary>
internal sealed record ReportBest
{
    public required int Trial { get; init; }

    public required IReadOnlyList<int> Repeats { get; init; }

    /// <summary><c>C4F2</c>.</summary>
    public required string Architecture { get; init; }

    public required Parameters Parameters { get; init; }

    public required double ValidationMetric { get; init; }

    public double? ValidationSpread { get; init; }

    /// <summary>With 95 % confidence the expected objective is no worse; null where no noise is known.</summary>
    public double? ValidationBound { get; init; }

    /// <summary>The trial whose result this is, where it was taken over.</summary>
    public ReusedFrom? ReusedFrom { get; init; }

    /// <summary>Evaluation images told right, of <see cref="Total"/>.</summary>
    public required int Correct { get; init; }

    public required int Total { get; init; }

    public required double Accuracy { get; init; }

    /// <summary>Wilson 95 % interval of <see cref="Accuracy"/>.</summary>
    public required double Low { get; init; }

    public required double High { get; init; }

    public required IReadOnlyList<ClassResult> PerClass { get; init; }

    /// <summary>Row: true class; column: predicted class.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ConfusionMatrix { get; init; }

    /// <summary>Null for other tasks; counts are 0 of 0 for all but a classification.</summary>
    public RegressionResult? Regression { get; init; }

    /// <summary>Null for other tasks.</summary>
    public SuperResolutionResult? SuperResolution { get; init; }

    /// <summary>Null where the worker told no more than the confusion matrix.</summary>
    public EvaluationRecord? Evaluation { get; init; }

    public long? Weights { get; init; }

    public long? FlopsPerImage { get; init; }

    public double? TrainSeconds { get; init; }

    public double? ImagesPerSecond { get; init; }

    /// <summary>Bytes of the device; null where the trial did not share it.</summary>
    public long? MemoryBytes { get; init; }

    public string? Device { get; init; }

    public string? Checkpoint { get; init; }
}
