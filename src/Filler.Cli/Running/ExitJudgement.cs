using Filler.Api;

namespace Filler.Cli.Running;

/// <summary>What an exit code means, given what was asked and said before.</summary>
internal static class ExitJudgement
{
    /// <param name="stopAsked">This runner asked the worker to stop.</param>
    /// <param name="killed">This runner killed it, and why; null where it did not.</param>
    /// <param name="failure">What the worker reported as its failure; null where it did not.</param>
    public static (ExitKind Kind, string Message) Of(AttemptEnded ended, bool stopAsked, (ExitKind Kind, string Reason)? killed, string? failure)
    {
        if (killed is { } k) return k;
        if (ended.ExitCode is not { } code) return (stopAsked ? ExitKind.Stopped : ExitKind.Lost, "the worker died before it began");
        var kind = WorkerExitCode.Classify(code);
        var words = failure ?? (ended.LastWords.Length > 0 ? ended.LastWords : null);
        return kind switch
        {
            ExitKind.Stopped when stopAsked => (ExitKind.Stopped, ""),
            ExitKind.Stopped => (ExitKind.Lost, "stopped from outside"),
            // Told to leave and died of it, say by the very signal: the last whole checkpoint counts, the trial is not to blame.
            ExitKind.Crashed when stopAsked => (ExitKind.Stopped, $"left with {Code(code)}"),
            // Exit code 0 without a result in the store.
            ExitKind.Succeeded => (ExitKind.Crashed, "the worker left without a result"),
            ExitKind.Crashed => (ExitKind.Crashed, words is null ? $"the worker died with {Code(code)}" : $"the worker died with {Code(code)}: {words}"),
            _ => (kind, words ?? Code(code)),
        };
    }

    private static string Code(int code) => code > 128 ? $"signal {code - 128}" : $"exit code {code}";
}
