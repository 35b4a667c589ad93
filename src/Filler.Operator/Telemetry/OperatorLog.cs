using Filler.Api;

namespace Filler.Operator.Telemetry;

/// <summary>What changed; a line of JSON each, with the study's trace id where it is traced.</summary>
internal static partial class OperatorLog
{
    [LoggerMessage(2001, LogLevel.Information, "study {Study}: {Phase}: {Message}")]
    public static partial void StudyChanged(ILogger logger, string study, string? phase, string? message);

    [LoggerMessage(2002, LogLevel.Information, "trial {Trial}: attempt {Attempt} begins in pod {Pod}")]
    public static partial void AttemptBegins(ILogger logger, string trial, int attempt, string pod);

    [LoggerMessage(2003, LogLevel.Information, "trial {Trial}: attempt {Attempt} ended: {Kind}: {Message}")]
    public static partial void AttemptEnded(ILogger logger, string trial, int attempt, ExitKind kind, string message);

    [LoggerMessage(2004, LogLevel.Warning, "study {Study}: store: {Message}")]
    public static partial void StoreTrouble(ILogger logger, string study, string message);

    [LoggerMessage(2005, LogLevel.Information, "study {Study}: pod {Pod} for {Seats} trials")]
    public static partial void PackStarted(ILogger logger, string study, string pod, int seats);
}
