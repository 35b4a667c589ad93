using System.Text.Json;
using Filler.Api;
using Filler.Worker.Cluster;

namespace Filler.Worker.Packing;

/// <summary>How an attempt's process ended, as JSON Patches (RFC 6902) of the Trial's status.</summary>
internal static class EndReport
{
    /// <summary>Into the report that the process itself left, and only if that is of this attempt.</summary>
    public static string IntoItsOwn(ReportTarget target, ProcessEnd end, DateTimeOffset now) => Patch(
        IsCurrent(target),
        new { op = "test", path = "/status/report/attempt", value = target.Attempt },
        new { op = "add", path = "/status/report/time", value = now },
        new { op = "add", path = "/status/report/end", value = end });

    /// <summary>As the whole report, where the process has left none.</summary>
    public static string Alone(ReportTarget target, ProcessEnd end, DateTimeOffset now) => Patch(
        IsCurrent(target),
        new { op = "add", path = "/status/report", value = new TrialReport { Attempt = target.Attempt, PodUid = target.PodUid, Time = now, End = end } });

    // The API server itself refuses what is said of an older attempt.
    private static object IsCurrent(ReportTarget target) => new { op = "test", path = "/status/attempt", value = target.Attempt };

    private static string Patch(params object[] operations) => JsonSerializer.Serialize(operations, FillerJson.Options);
}
