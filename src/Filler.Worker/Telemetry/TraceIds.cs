using System.Diagnostics;
using Filler.Api;

namespace Filler.Worker.Telemetry;

/// <summary>Which trace and span a line belongs to: the step under way, or the span that began this process.</summary>
internal sealed class TraceIds(Func<string, string?> variable)
{
    private readonly ActivityContext began = ActivityContext.TryParse(variable("TRACEPARENT"), variable("TRACESTATE"), isRemote: true, out var parent) ? parent : default;

    /// <returns>Hexadecimal, as W3C Trace Context has them; null where nobody traces.</returns>
    public (string Trace, string Span)? Now() =>
        (Activity.Current?.Context ?? began) is var context && context == default ? null : (context.TraceId.ToHexString(), context.SpanId.ToHexString());

    /// <summary>The event with its trace.</summary>
    public WorkerEvent Mark(WorkerEvent report) => Now() is { } ids ? report with { TraceId = ids.Trace, SpanId = ids.Span } : report;
}
