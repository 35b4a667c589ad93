using k8s.Models;

namespace Filler.Api;

public enum TrialPhase
{
    /// <summary>Recorded, not started.</summary>
    Pending,

    /// <summary>An attempt is under way, or has ended and the planner has not yet judged how (<see cref="TrialStatus.Exit"/>).</summary>
    Running,

    /// <summary>Stopped at a rung, or by the user, with a checkpoint; may go on.</summary>
    Paused,

    /// <summary>Trained and evaluated. Final.</summary>
    Succeeded,

    /// <summary>Stopped for good: not worth more, or no longer needed. Final.</summary>
    Pruned,

    /// <summary>Cannot be trained. Final.</summary>
    Failed,
}

/// <summary>Facts about a trial, written by its one executor; phases are set as the planner decided.</summary>
public sealed record TrialStatus
{
    public TrialPhase Phase { get; init; } = TrialPhase.Pending;

    /// <summary>1 for the first attempt; each start, resume or retry is one more. Reports of older attempts are refused.</summary>
    public int Attempt { get; init; }

    /// <summary>Epochs on record when the current attempt began: until it adds one, there is nothing new to judge.</summary>
    public int ResumedFrom { get; init; }

    /// <summary>Attempts that ended by crash or silence; counted against <c>trial.retries</c>.</summary>
    public int Crashes { get; init; }

    /// <summary>Element i is the record of epoch i + 1: monotone, without gaps.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; init; } = [];

    /// <summary>What the network costs; null until its first worker has built it.</summary>
    public NetworkFigures? Network { get; init; }

    /// <summary>Who reported last, and when; written by the worker, in a cluster only.</summary>
    public TrialReport? Report { get; init; }

    /// <summary>A stop that was asked for and why; cleared when the next attempt starts.</summary>
    public StopRequest? Stop { get; init; }

    /// <summary>How the current attempt ended; null while it is under way.</summary>
    public AttemptExit? Exit { get; init; }

    public TrialResult? Result { get; init; }

    /// <summary>Where <see cref="Result"/> comes from when nothing was trained for it; null: trained here.</summary>
    public ReusedFrom? ReusedFrom { get; init; }

    /// <summary>Digest of the recipe of exactly the images that this trial sees; null before its first start.</summary>
    public string? Images { get; init; }

    /// <summary>Why the trial is in its phase, for people.</summary>
    public string? Message { get; init; }

    /// <summary>Started: false while a pod waits for a node or for its image, in the scheduler's or the kubelet's own words; written in a cluster only.</summary>
    public IReadOnlyList<V1Condition> Conditions { get; init; } = [];

    /// <summary>The figures of a finished trial's epochs in place of <see cref="Epochs"/>; written in a cluster only, see <see cref="PackedEpochs"/>.</summary>
    public PackedEpochs? Packed { get; init; }

    /// <summary>GPUs times seconds that ended attempts have held; null: none.</summary>
    public double? GpuSeconds { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the current attempt began.</summary>
    public DateTimeOffset? AttemptTime { get; init; }

    public DateTimeOffset? FinishTime { get; init; }
}

/// <param name="Weights">Trainable weights.</param>
/// <param name="FlopsPerImage">Floating point operations of one forward pass of one image; null where they were not counted.</param>
public sealed record NetworkFigures(long Weights, long? FlopsPerImage);

/// <summary>Validation figures after one epoch.</summary>
public sealed record EpochRecord
{
    public required int Epoch { get; init; }

    public required double TrainLoss { get; init; }

    public required double Loss { get; init; }

    /// <summary>Share of the validation images told right; this and the next two are null for other tasks.</summary>
    public double? Accuracy { get; init; }

    public double? WorstClassAccuracy { get; init; }

    public double? MacroF1 { get; init; }

    /// <summary>Of a regression; null for a classification.</summary>
    public double? R2 { get; init; }

    /// <summary>Mean absolute error of a regression, in the target's unit.</summary>
    public double? Mae { get; init; }

    /// <summary>Of a super-resolution, in dB; null for other tasks.</summary>
    public double? Psnr { get; init; }

    /// <summary>Of a super-resolution; null for other tasks.</summary>
    public double? Ssim { get; init; }

    /// <summary>Seconds that training and validation of this epoch took.</summary>
    public required double Seconds { get; init; }

    public double Metric(string name) => name switch
    {
        Metrics.Accuracy => Accuracy ?? double.NaN,
        Metrics.WorstClassAccuracy => WorstClassAccuracy ?? double.NaN,
        Metrics.MacroF1 => MacroF1 ?? double.NaN,
        Metrics.Loss => Loss,
        Metrics.R2 => R2 ?? double.NaN,
        Metrics.Mae => Mae ?? double.NaN,
        Metrics.Psnr => Psnr ?? double.NaN,
        Metrics.Ssim => Ssim ?? double.NaN,
        _ => throw new ArgumentException($"metric '{name}' is unknown", nameof(name)),
    };
}

public enum StopKind
{
    /// <summary>Not among the best at its rung; may be promoted.</summary>
    Pause,

    /// <summary>Not worth its next epochs.</summary>
    Prune,

    /// <summary>The study has ended.</summary>
    Surplus,

    /// <summary>The user suspends the study or the runner leaves; goes on later.</summary>
    Suspend,
}

public sealed record StopRequest(StopKind Kind, string Reason);

public enum ExitKind
{
    /// <summary>The result is in the store.</summary>
    Succeeded,

    /// <summary>Left with a checkpoint because it was told to.</summary>
    Stopped,

    /// <summary>The trial's own configuration is at fault; another attempt would end the same.</summary>
    UserError,

    /// <summary>The loss became NaN or infinite; another attempt would too.</summary>
    Diverged,

    /// <summary>The process died: counted against the trial.</summary>
    Crashed,

    /// <summary>The process reported nothing for too long and was killed: counted against the trial.</summary>
    Hung,

    /// <summary>The machine, the pod or the runner went away: not counted against the trial.</summary>
    Lost,

    /// <summary>It needed more memory than it was granted: counted against the trial.</summary>
    OutOfMemory,

    /// <summary>Its pod found no node, or no image, before its deadline: another attempt would wait as long.</summary>
    NotStarted,
}

public sealed record AttemptExit(int Attempt, ExitKind Kind, string Message);
