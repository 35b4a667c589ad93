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

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // Every line of a log within a span says which.
        builder.Logging.Configure(o => o.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Services.AddSingleton<StudyMetrics>();
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService("filler-operator", serviceInstanceId: builder.Configuration["POD_NAME"]));
        telemetry.WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint])) return;
        telemetry.WithTracing(traces => traces.AddSource(RuntimeTelemetry.Name, StudyTraces.SourceName)).UseOtlpExporter();
    }
}
