using Filler.Api;

namespace Filler.Worker.Packing;

/// <summary>One attempt that this pack has taken up, kept until the operator has taken notice of its end.</summary>
/// <param name="Name">Of the Trial.</param>
/// <param name="Uid">Of the Trial.</param>
/// <param name="Number">The attempt.</param>
internal sealed record PackedAttempt(string Name, string Uid, int Number)
{
    /// <summary>What its process was told last.</summary>
    public AttemptSignal Told { get; init; }

    /// <summary>How its process ended; null while it runs.</summary>
    public ProcessEnd? End { get; init; }

    /// <summary>The end is on its way to the API server, or has arrived there since the Trial was last seen.</summary>
    public bool IsReported { get; init; }

    public bool IsOf(PackedTrial trial) => (Uid, Number) == (trial.Uid, trial.Attempt);
}
