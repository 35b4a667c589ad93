namespace Filler.Api;

/// <summary>Exit codes of the worker process: the one table. Any other code, and death by a signal, is a crash.</summary>
public static class WorkerExitCode
{
    /// <summary>The result is in the store.</summary>
    public const int Succeeded = 0;

    /// <summary>The command line, the environment or the trial's file is malformed, or its network or dataset impossible.</summary>
    public const int UserError = 2;

    /// <summary>This machine cannot run any trial, e.g. libtorch is missing: the trial is not to blame.</summary>
    public const int Environment = 3;

    /// <summary>Told to stop; the last complete epoch is in the store.</summary>
    public const int Stopped = 10;

    /// <summary>The loss became NaN or infinite.</summary>
    public const int Diverged = 11;

    /// <summary>The blob store did not answer or refused; judged as a crash, so that the next attempt goes on from the last checkpoint.</summary>
    public const int Store = 12;

    /// <summary>The folder that holds the blob store is full: no trial can go on there, and this one is not to blame.</summary>
    public const int StoreFull = 13;

    public static ExitKind Classify(int code) => code switch
    {
        Succeeded => ExitKind.Succeeded,
        UserError => ExitKind.UserError,
        Environment or StoreFull => ExitKind.Lost,
        Stopped => ExitKind.Stopped,
        Diverged => ExitKind.Diverged,
        _ => ExitKind.Crashed,
    };
}
