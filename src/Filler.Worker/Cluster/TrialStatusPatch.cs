using System.Text.Json;
using Filler.Api;

namespace Filler.Worker.Cluster;

/// <summary>A report as a JSON Patch (RFC 6902) of the Trial's status.</summary>
/// <remarks>
/// Its first operation tests the attempt, so the API server itself refuses the report of an older one. Every field is replaced whole: a patch sent
/// again after its answer was lost changes nothing.
/// </remarks>
internal static class TrialStatusPatch
{
    public static string Of(ReportTarget target, TrialStanding standing, DateTimeOffset now)
    {
        var report = new TrialReport
        {
            Attempt = target.Attempt,
            PodUid = target.PodUid,
            Device = standing.Device,
            ImagesPerSecond = standing.ImagesPerSecond,
            Time = now,
        };
        List<object> operations = [new { op = "test", path = "/status/attempt", value = target.Attempt }];
        if (standing.Network is { } network)
        {
            operations.Add(Add("/status/network", network));
            // Before the network stands nothing is known of the epochs: what an earlier attempt reported stays.
            operations.Add(Add("/status/epochs", standing.Epochs));
        }

        operations.Add(Add("/status/report", report));
        return JsonSerializer.Serialize(operations, FillerJson.Options);
    }

    private static object Add(string path, object value) => new { op = "add", path, value };
}
