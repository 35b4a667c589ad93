using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Filler.Api;
using Filler.Training;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Filler.Worker.Telemetry;

/// <summary>The worker's part of a study's trace: trial, dataset fetch, epochs, result. Nothing is loaded where nobody collects.</summary>
internal static class WorkerTraces
{
    public const string SourceName = "Filler.Worker";

    private static readonly ActivitySource Source = new(SourceName);

    /// <returns>Sends what is left when disposed; null where no <c>OTEL_EXPORTER_OTLP_*ENDPOINT</c> is set.</returns>
    public static IDisposable? Export(Func<string, string?> variable)
    {
        var wanted = variable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } || variable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") is { Length: > 0 };
        var disabled = string.Equals(variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase);
        return wanted && !disabled ? Provider(variable(WorkerEnvironment.PodName)) : null;
    }

    /// <summary>The span of this process; its parent is the span that TRACEPARENT names (W3C Trace Context), where it names one.</summary>
    public static Activity? Process(string name, Func<string, string?> variable)
    {
        ActivityContext.TryParse(variable("TRACEPARENT"), variable("TRACESTATE"), isRemote: true, out var parent);
        return Source.StartActivity(name, ActivityKind.Internal, parent);
    }

    public static Activity? Step(string name) => Source.StartActivity(name);

    /// <summary>Makes a span of an epoch that has just ended, under the current one.</summary>
    public static void Hear(WorkerEvent report, TimeProvider time)
    {
        if (report is not WorkerEpoch { Record: var epoch } || !Source.HasListeners()) return;
        using var span = Source.StartActivity("epoch", ActivityKind.Internal, default(ActivityContext), startTime: time.GetUtcNow() - TimeSpan.FromSeconds(epoch.Seconds));
        span?.SetTag("filler.epoch", epoch.Epoch).SetTag("filler.validation.loss", epoch.Loss).SetTag("filler.validation.accuracy", epoch.Accuracy);
    }

    // Apart, and without a type of the SDK in its signature, so that the SDK is loaded only where it is called.
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Performance", "CA1859", Justification = "The SDK's type in the signature would load it.")]
    private static IDisposable Provider(string? pod) => Sdk.CreateTracerProviderBuilder()
        .AddSource(SourceName, Trainer.ActivitySourceName)
        .ConfigureResource(r => r.AddService("filler-worker", serviceInstanceId: pod is { Length: > 0 } ? pod : null))
        .AddOtlpExporter()
        .Build();
}
