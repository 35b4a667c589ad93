using Microsoft.Extensions.Logging;

namespace Filler.Kubernetes.Telemetry;

/// <summary>Everything that the runtime logs.</summary>
internal static partial class RuntimeLog
{
    [LoggerMessage(1001, LogLevel.Information, "{Resource}: the history is gone; listing again")]
    public static partial void HistoryGone(ILogger logger, string resource);

    [LoggerMessage(1002, LogLevel.Warning, "{Resource}: {Message}; trying again")]
    public static partial void WatchFailed(ILogger logger, string resource, string message);

    [LoggerMessage(1003, LogLevel.Debug, "{Resource}: the watch was cut ({Message}); going on from the last version")]
    public static partial void WatchCut(ILogger logger, string resource, string message);

    [LoggerMessage(1004, LogLevel.Error, "{Resource} {Name} is left out, for it cannot be read: {Message}")]
    public static partial void Unreadable(ILogger logger, string resource, string name, string message);

    [LoggerMessage(1005, LogLevel.Error, "{Resource}: a mapping or predicate threw; this change of {Key} is not acted on by it")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string resource, string key);

    [LoggerMessage(1010, LogLevel.Warning, "{Controller} {Key}: {Message}; trying again (failure {Failures})")]
    public static partial void ReconcileFailed(ILogger logger, Exception? exception, string controller, string key, string message, int failures);

    [LoggerMessage(1011, LogLevel.Error, "{Controller} {Key}: given up until the object changes: {Message}")]
    public static partial void ReconcileTerminal(ILogger logger, Exception exception, string controller, string key, string message);

    [LoggerMessage(1020, LogLevel.Information, "leading as {Identity}")]
    public static partial void Leading(ILogger logger, string identity);

    [LoggerMessage(1021, LogLevel.Warning, "lost the lease {Lease}: {Reason}")]
    public static partial void LeaseLost(ILogger logger, string lease, string reason);

    [LoggerMessage(1022, LogLevel.Debug, "lease {Lease}: attempt failed: {Message}")]
    public static partial void LeaseAttemptFailed(ILogger logger, string lease, string message);

    [LoggerMessage(1023, LogLevel.Information, "released the lease {Lease}")]
    public static partial void LeaseReleased(ILogger logger, string lease);

    [LoggerMessage(1030, LogLevel.Warning, "event {Reason} of {Key} was not written: {Message}")]
    public static partial void EventFailed(ILogger logger, string reason, string key, string message);

    [LoggerMessage(1040, LogLevel.Information, "caches filled: {Resources}")]
    public static partial void CachesFilled(ILogger logger, string resources);

    [LoggerMessage(1041, LogLevel.Warning, "{Count} reconciliations did not end within {Seconds} s and are cancelled")]
    public static partial void DrainTimedOut(ILogger logger, int count, double seconds);
}
