namespace Filler.Cli.Records;

/// <summary>A disk is full, or a place not writable. A run under way ends by it (<see cref="ExitCode.Environment"/>) and may go on later.</summary>
/// <param name="problem">Names the path, and what to do.</param>
internal sealed class UnwritableFailure(string problem, Exception? inner = null)
    : CommandFailure(ExitCode.Environment, $"{problem}; what is recorded stays and the same command goes on", inner)
{
    /// <summary>The same where nothing is recorded yet: not a run that this machine broke off, but a place named that cannot hold one.</summary>
    public CommandFailure BeforeTheRun() => new(ExitCode.BadInput, $"{problem}; nothing was written", this);
}
