namespace Filler.Cli.Running;

internal enum RunEndKind
{
    Complete,
    Failed,

    /// <summary>Before the end; the same command goes on.</summary>
    Stopped,
}

/// <summary>How a run ended, and why, for people.</summary>
internal sealed record RunEnd(RunEndKind Kind, string Reason);
