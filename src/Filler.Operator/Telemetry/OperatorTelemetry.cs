using System.Diagnostics.Metrics;
using Filler.Kubernetes.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Filler.Operator.Telemetry;

/// <summary>Metrics at /metrics for Prometheus, and metrics and traces by OTLP where OTEL_EXPORTER_OTLP_ENDPOINT names a collector (docs/telemetry.md).</summary>
internal static class OperatorTelemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The studies' own figures, the controller runtime's meter and activity source, .NET's own of the process and of HTTP calls.
    private static readonly string[] Meters = [StudyMetrics.MeterName, RuntimeTelemetry.Name, "System.Runtime", "System.Net.Http"];

    /// <param name="variables">OTEL_*.</param>
    public static void AddTelemetry(this WebApplicationBuilder builder, IReadOnlyDictionary<string, string> variables)
    {
        builder.Configuration.AddInMemoryCollection(variables!);
        // Every line of a log within a span says which.
        builder.Logging.Configure(o => o.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Services.AddSingleton<StudyMetrics>().AddSingleton<StudyNews>();
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService("filler-operator", serviceInstanceId: builder.Configuration["POD_NAME"]));
        telemetry.WithMetrics(metrics => metrics.AddMeter(Meters).AddView(Seconds).AddPrometheusExporter());
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint])) return;
        telemetry.WithTracing(traces => traces.AddSource(RuntimeTelemetry.Name, StudyTraces.SourceName)).UseOtlpExporter();
    }

    // The SDK's own buckets are made for milliseconds.
    private static MetricStreamConfiguration? Seconds(Instrument instrument) =>
        instrument is Histogram<double> { Unit: "s" } ? new ExplicitBucketHistogramConfiguration { Boundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] } : null;
}
