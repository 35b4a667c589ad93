namespace Filler.Cli;

/// <summary>Exit codes of <c>filler</c>: the one table, shown by <c>filler --help</c>.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int StudyFailed = 1;
    public const int BadInput = 2;
    public const int Environment = 3;
    public const int FolderInUse = 5;

    /// <summary>128 + SIGINT, as shells have it.</summary>
    public const int Stopped = 130;

    public static IReadOnlyList<(int Code, string Meaning)> Table { get; } =
    [
        (Success, "done"),
        (StudyFailed, "the study failed: no trial succeeded, or too many failed"),
        (BadInput, "bad input: manifest, option, or a place that cannot hold the run; nothing was written"),
        (Environment, "this machine: worker missing, or a run under way met a full disk or a folder no longer writable"),
        (FolderInUse, "another filler runs in that run folder"),
        (Stopped, "stopped before the end; the same command goes on"),
    ];
}
