using Filler.Api;
using Filler.Cli.Workers;

namespace Filler.Cli.Running;

/// <summary>One attempt under way in this runner: what its record does not hold.</summary>
/// <param name="Number">The trial.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="Dataset">Key of the dataset it waits for or uses.</param>
internal sealed record Slot(int Number, int Attempt, string Dataset)
{
    /// <summary>Null while the dataset is being made.</summary>
    public ITrialWorker? Worker { get; set; }

    /// <summary>Timestamp of the last sign of life, monotonic.</summary>
    public long Heard { get; set; }

    /// <summary>Epoch under way and the share of it that is done.</summary>
    public (int Epoch, double Share) Alive { get; set; }

    public bool StopAsked { get; set; }

    /// <summary>Timestamp after which a worker that was asked to stop is killed.</summary>
    public long? LeaveBy { get; set; }

    /// <summary>Set when this runner killed the worker.</summary>
    public (ExitKind Kind, string Reason)? Killed { get; set; }

    /// <summary>What the worker reported as its failure.</summary>
    public string? Failure { get; set; }

    public WorkerStarted? Started { get; set; }
}
