using System.Text.Json.Serialization;

namespace Filler.Api;

/// <summary>
/// What a worker is told that serves a runner (<see cref="WorkerEnvironment.Orders"/>): one JSON object a line on its standard input. The end of the
/// input means that the runner wants no more, or has died: checkpoint and leave.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "order")]
[JsonDerivedType(typeof(RunOrder), "run")]
[JsonDerivedType(typeof(StopOrder), "stop")]
public abstract record WorkerOrder;

/// <summary>Run this attempt; the one before is over.</summary>
public sealed record RunOrder : WorkerOrder
{
    /// <summary>Its status names the attempt; what else is there the worker does not need.</summary>
    public required Trial Trial { get; init; }

    /// <summary>Digest of the trial's dataset in the store (64 hexadecimal digits).</summary>
    public required string Dataset { get; init; }

    /// <summary>The span that the attempt's is a child of, as W3C trace context; null: none.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>Checkpoint and end this attempt; nothing happens where it is over.</summary>
public sealed record StopOrder : WorkerOrder
{
    /// <summary>The trial's number.</summary>
    public required int Trial { get; init; }

    public required int Attempt { get; init; }
}
