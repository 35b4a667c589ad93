using Filler.Api;

namespace Filler.Cli.Running;

/// <summary>What an exit code means, given what was asked and said before.</summary>
internal static class ExitJudgement
{
    /// <param name="stopAsked">This runner sent the worker SIGTERM.</param>
    /// <param name="killed">This runner killed it, and why; null where it did not.</param>
    /// <param name="failure">What the worker reported as its failure; null where it did not.</param>
    public static (ExitKind Kind, string Message) Of(WorkerLeft left, bool stopAsked, (ExitKind Kind, string Reason)? killed, string? failure)
    {
        if (killed is { } k) return k;
        var kind = WorkerExitCode.Classify(left.ExitCode);
        var words = failure ?? (left.LastWords.Length > 0 ? left.LastWords : null);
        return kind switch
        {
            ExitKind.Stopped when stopAsked => (ExitKind.Stopped, ""),
            ExitKind.Stopped => (ExitKind.Lost, "stopped from outside"),
            // Told to leave and died of it, say by the very signal: the last whole checkpoint counts, the trial is not to blame.
            ExitKind.Crashed when stopAsked => (ExitKind.Stopped, $"left with {Code(left.ExitCode)}"),
            // Exit code 0 without a result in the store.
            ExitKind.Succeeded => (ExitKind.Crashed, "the worker left without a result"),
            ExitKind.Crashed => (ExitKind.Crashed, words is null ? $"the worker died with {Code(left.ExitCode)}" : $"the worker died with {Code(left.ExitCode)}: {words}"),
            _ => (kind, words ?? Code(left.ExitCode)),
        };
    }

    private static string Code(int code) => code > 128 ? $"signal {code - 128}" : $"exit code {code}";
}
