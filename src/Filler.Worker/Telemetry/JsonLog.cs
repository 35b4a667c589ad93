using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Worker.Telemetry;

/// <summary>A log of JSON lines, each with the trace and span that it was written in: what a cluster's log collector reads. Its fields are named as in the operator's.</summary>
internal sealed class JsonLog(TextWriter lines, TraceIds ids, TimeProvider time) : TextWriter
{
    private const string Prefix = "worker: ";

    private readonly StringBuilder line = new();

    public override Encoding Encoding => lines.Encoding;

    /// <summary>JSON in a pod, where nobody but a collector reads along; else the writer itself, for people.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Standard error outlives it.")]
    public static TextWriter For(TextWriter error, Func<string, string?> variable, TimeProvider time) =>
        variable(WorkerEnvironment.PodName) is { Length: > 0 } ? Synchronized(new JsonLog(error, new TraceIds(variable), time)) : error;

    public override void Write(char value)
    {
        if (value != '\n')
        {
            line.Append(value);
            return;
        }

        var text = line.ToString().TrimEnd('\r');
        line.Clear();
        var entry = new JsonObject
        {
            ["Timestamp"] = time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["Category"] = "Filler.Worker",
            ["Message"] = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text,
        };
        if (ids.Now() is var (trace, span)) (entry["TraceId"], entry["SpanId"]) = (trace, span);
        lines.WriteLine(entry.ToJsonString(FillerJson.Options));
        lines.Flush();
    }
}
