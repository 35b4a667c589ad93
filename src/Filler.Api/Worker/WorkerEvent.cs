using System.Text.Json.Serialization;

namespace Filler.Api;

/// <summary>What a worker reports: one JSON object a line on standard output. Lines that do not begin with <c>{</c> are logs.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(WorkerAccepted), "accepted")]
[JsonDerivedType(typeof(WorkerStarted), "started")]
[JsonDerivedType(typeof(WorkerAlive), "alive")]
[JsonDerivedType(typeof(WorkerEpoch), "epoch")]
[JsonDerivedType(typeof(WorkerFinished), "finished")]
[JsonDerivedType(typeof(WorkerStopped), "stopped")]
[JsonDerivedType(typeof(WorkerFailed), "failed")]
public abstract record WorkerEvent
{
    /// <summary>Number of the trial that it is about.</summary>
    public required int Trial { get; init; }

    /// <summary>The attempt that reports; a report of an older attempt is refused.</summary>
    public required int Attempt { get; init; }

    /// <summary>Of the study's trace, hexadecimal as in W3C Trace Context; null where nobody traces.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span under way; null where nobody traces.</summary>
    public string? SpanId { get; init; }
}

/// <summary>The attempt is taken up: what happens to the process from here on happens to this attempt.</summary>
public sealed record WorkerAccepted : WorkerEvent;

/// <summary>The network stands and training is about to begin, or to go on.</summary>
public sealed record WorkerStarted : WorkerEvent
{
    public required string Architecture { get; init; }

    public required long Weights { get; init; }

    /// <summary>Floating point operations of one forward pass of one image; null from a worker that does not count them.</summary>
    public long? FlopsPerImage { get; init; }

    public required string Device { get; init; }

    /// <summary>Epochs that the checkpoint already held: the record is complete from here on.</summary>
    public required IReadOnlyList<EpochRecord> Resumed { get; init; }

    /// <summary>Milliseconds from the start of the process, or from the order where it serves one trial after another, to here.</summary>
    public required double StartupMilliseconds { get; init; }
}

/// <summary>Sign of life within an epoch, at most about two a second.</summary>
public sealed record WorkerAlive : WorkerEvent
{
    /// <summary>The epoch under way, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Share of its batches done, 0 to 1.</summary>
    public required double Share { get; init; }
}

public sealed record WorkerEpoch : WorkerEvent
{
    public required EpochRecord Record { get; init; }
}

/// <summary>The result is in the store.</summary>
public sealed record WorkerFinished : WorkerEvent
{
    public required TrialResult Result { get; init; }
}

/// <summary>Told to stop; the last complete epoch is in the store.</summary>
public sealed record WorkerStopped : WorkerEvent;

/// <summary>The trial cannot be trained; the process leaves, and its exit code says of what kind the failure is.</summary>
public sealed record WorkerFailed : WorkerEvent
{
    public required string Message { get; init; }
}
