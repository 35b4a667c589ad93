namespace Filler.Worker.Packing;

/// <summary>What a pack does next.</summary>
internal abstract record PackStep
{
    /// <summary>Run the current attempt as a process.</summary>
    public sealed record Start(PackedTrial Trial, PackOrder Order) : PackStep;

    /// <summary>The current attempt ends before it begins.</summary>
    /// <param name="Code">One of <see cref="Api.WorkerExitCode"/>.</param>
    public sealed record Decline(PackedTrial Trial, int Code, string Message) : PackStep;

    /// <summary>Told to checkpoint and leave.</summary>
    public sealed record Terminate(PackedAttempt Attempt, string Reason) : PackStep;

    public sealed record Kill(PackedAttempt Attempt, string Reason) : PackStep;

    /// <summary>Tell the API server how the attempt ended.</summary>
    public sealed record Report(PackedAttempt Attempt) : PackStep;

    /// <summary>Nobody asks for this attempt any more.</summary>
    public sealed record Forget(PackedAttempt Attempt) : PackStep;
}
