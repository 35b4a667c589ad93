namespace Filler.Api;

/// <summary>A worker's last report to its own Trial.</summary>
public sealed record TrialReport
{
    /// <summary>The attempt that reports.</summary>
    public int Attempt { get; init; }

    /// <summary>Uid of the pod that reports; empty outside a pod.</summary>
    public string PodUid { get; init; } = "";

    /// <summary>cpu, cuda:0, …; null before the network stands.</summary>
    public string? Device { get; init; }

    /// <summary>Training images per second in the latest epoch, validation included; null before the first epoch.</summary>
    public double? ImagesPerSecond { get; init; }

    public DateTimeOffset Time { get; init; }

    /// <summary>How the attempt's process ended, where it shared its pod with others (<see cref="Packs"/>); null while it runs, and where a pod's own end tells.</summary>
    public ProcessEnd? End { get; init; }
}

/// <summary>What a pod's own container status says of a trial that has the pod to itself.</summary>
/// <param name="Code">Exit code (<see cref="WorkerExitCode"/>); 128 and the signal's number where a signal ended it.</param>
/// <param name="Words">Its last words, at most <see cref="TerminationMessage.MaxBytes"/>: a <see cref="TerminationMessage"/>, or the end of its log.</param>
/// <param name="Seconds">From its start to its end.</param>
public sealed record ProcessEnd(int Code, string Words, double Seconds)
{
    /// <summary><see cref="Words"/> of a process that said nothing. (API servers refuse empty texts.)</summary>
    public const string NoWords = "no last words";
}
