namespace Filler.Cli.Workers;

/// <summary>One attempt under way in a worker process, which runs no other at the same time.</summary>
internal interface ITrialWorker
{
    /// <summary>Checkpoint and end the attempt. Nothing happens when it is over.</summary>
    void AskToStop();

    /// <summary>Ends the attempt with its process, and the children of that, at once. Nothing happens when it is over.</summary>
    void Kill();
}
