namespace Filler.Cli.Workers;

/// <summary>One attempt under way in a process of its own.</summary>
internal interface ITrialWorker
{
    /// <summary>Checkpoint and leave (SIGTERM). Nothing happens when it has left.</summary>
    void AskToStop();

    /// <summary>Ends the process and its children at once.</summary>
    void Kill();
}
