using k8s.Models;

namespace Filler.Api;

/// <summary>What the study has come to: small and bounded; the full record of a trial is its <see cref="Trial"/>. Derived from the trials, never counted up.</summary>
public sealed record StudyStatus
{
    public long? ObservedGeneration { get; init; }

    /// <summary>Refused, Running, Suspended, Complete or Failed, for people and tables; the conditions say why.</summary>
    public string? Phase { get; init; }

    /// <summary>Trials that are done, of those to expect: <c>12/60</c>.</summary>
    public string? Progress { get; init; }

    /// <summary>Accepted, DatasetReady, Progressing, Complete, Failed.</summary>
    public IReadOnlyList<V1Condition> Conditions { get; init; } = [];

    public TrialCounts Trials { get; init; } = new();

    public BestTrial? Best { get; init; }

    /// <summary>What no other configuration beats in every objective; null for a study of one objective.</summary>
    public StudyFront? Front { get; init; }

    /// <summary>The datasets that its trials use, at most <see cref="StudyDataset.Most"/>, the latest last; written in a cluster only.</summary>
    public IReadOnlyList<StudyDataset> Datasets { get; init; } = [];

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? FinishTime { get; init; }

    public string? Message { get; init; }
}

public sealed record TrialCounts
{
    public int Total { get; init; }

    public int Pending { get; init; }

    public int Running { get; init; }

    public int Paused { get; init; }

    public int Succeeded { get; init; }

    public int Pruned { get; init; }

    public int Failed { get; init; }

    /// <summary>Of the succeeded ones, those whose result was taken over from an equal trial.</summary>
    public int Reused { get; init; }
}

/// <summary>The winning configuration: chosen by validation images, counted on evaluation images.</summary>
public sealed record BestTrial
{
    public required int Trial { get; init; }

    /// <summary>The trials that repeat this configuration, the first included.</summary>
    public required IReadOnlyList<int> Repeats { get; init; }

    public required Parameters Parameters { get; init; }

    /// <summary>Mean over the repeats of the objective on the validation images.</summary>
    public required double ValidationMetric { get; init; }

    /// <summary>Standard deviation over the repeats; null for one.</summary>
    public double? ValidationSpread { get; init; }

    /// <summary>With 95 % confidence the expected objective is no worse: what the configurations of a study with repeats are ranked by. Null where no noise is known.</summary>
    public double? ValidationBound { get; init; }

    /// <summary>The trial whose result this is, where it was taken over; null: trained in this study.</summary>
    public ReusedFrom? ReusedFrom { get; init; }

    /// <summary>Share of the evaluation images told right; 0 for other tasks than classification.</summary>
    public required double EvaluationAccuracy { get; init; }

    public required IReadOnlyList<ClassResult> PerClass { get; init; }

    /// <summary>The class told worst, and its share told right: <c>n-SBR 0.912</c>.</summary>
    public string? WorstClass { get; init; }

    /// <summary>Row: true class; column: predicted class. Empty for other tasks than classification.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ConfusionMatrix { get; init; }

    /// <summary>On the evaluation images; null for other tasks.</summary>
    public RegressionResult? Regression { get; init; }

    /// <summary>On the evaluation images; null for other tasks.</summary>
    public SuperResolutionResult? SuperResolution { get; init; }

    /// <summary>Blob key of the best epoch's weights.</summary>
    public string? Checkpoint { get; init; }
}

/// <summary>Correct counts of one class on the evaluation images, with the Wilson 95 % interval of the share.</summary>
public sealed record ClassResult(string Name, int Correct, int Total, double Accuracy, double Low, double High);
