using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Filler.Api;

/// <summary>
/// The last word of a worker in a pod: its container's termination message, one line of JSON of at most <see cref="MaxBytes"/>. The whole result
/// of a trial is in the store (<see cref="BlobLayout.ResultKey"/>).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(TrialFinishedMessage), "finished")]
[JsonDerivedType(typeof(StoppedMessage), "stopped")]
[JsonDerivedType(typeof(FailedMessage), "failed")]
[JsonDerivedType(typeof(DatasetReadyMessage), "datasetReady")]
[JsonDerivedType(typeof(VolumeRefinedMessage), "volumeRefined")]
public abstract record TerminationMessage
{
    /// <summary>What Kubernetes keeps of a container's termination message.</summary>
    public const int MaxBytes = 4096;

    /// <summary>The line; where it would be too long a failure's words are cut, and a result loses what the store alone need hold.</summary>
    public string ToLine()
    {
        var line = FillerJson.Serialize(this);
        return Encoding.UTF8.GetByteCount(line) <= MaxBytes || Shorter() is not { } shorter ? line : shorter.ToLine();
    }

    /// <summary>The same in fewer bytes; null where there is no such thing.</summary>
    private TerminationMessage? Shorter() => this switch
    {
        // A character takes at most six bytes as a JSON escape.
        FailedMessage { Message.Length: > (MaxBytes / 8) + 2 } failed => failed with { Message = failed.Message[..(MaxBytes / 8)] + " …" },
        TrialFinishedMessage { Result: { Notes: not null } result } finished => finished with { Result = result with { Notes = null } },
        TrialFinishedMessage { Result: { Evaluation: not null } result } finished => finished with { Result = result with { Evaluation = null } },
        TrialFinishedMessage { Result: not null } finished => finished with { Result = null },
        _ => null,
    };

    /// <returns>The message, or null where the text is none of a worker's: empty, cut, or a trainer's of the user's own.</returns>
    public static TerminationMessage? TryParse(string? text)
    {
        if (text?.Trim() is not ['{', ..] line) return null;
        try
        {
            return FillerJson.Deserialize<TerminationMessage>(line);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}

/// <summary>The trial's result is in the store.</summary>
public sealed record TrialFinishedMessage : TerminationMessage
{
    public required int Attempt { get; init; }

    /// <summary>The objective on the validation images at <see cref="BestEpoch"/>.</summary>
    public required double ValidationMetric { get; init; }

    public required int BestEpoch { get; init; }

    /// <summary>Number of epochs trained over all attempts.</summary>
    public required int Epochs { get; init; }

    /// <summary>The result without its epochs, for a reader who cannot open the store; null where it has no room here.</summary>
    public TrialResult? Result { get; init; }
}

/// <summary>Told to stop; the last complete epoch is in the store.</summary>
public sealed record StoppedMessage : TerminationMessage
{
    public required int Attempt { get; init; }

    public required string Message { get; init; }
}

/// <summary>What the worker was asked for cannot be done; the exit code says of what kind the failure is.</summary>
public sealed record FailedMessage : TerminationMessage
{
    /// <summary>0 where a dataset was asked for, or where the trial could not be read.</summary>
    public required int Attempt { get; init; }

    public required string Message { get; init; }
}

/// <summary>The dataset is in the store.</summary>
public sealed record DatasetReadyMessage : TerminationMessage
{
    public required string Digest { get; init; }

    /// <summary>Images of all splits.</summary>
    public required long Images { get; init; }
}

/// <summary>The fine volume is written.</summary>
public sealed record VolumeRefinedMessage : TerminationMessage
{
    /// <summary>Sections of the fine volume.</summary>
    public required int Sections { get; init; }
}
