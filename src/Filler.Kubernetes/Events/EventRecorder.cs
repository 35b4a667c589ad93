using System.Threading.Channels;
using Filler.Kubernetes.Hosting;
using Filler.Kubernetes.Telemetry;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Filler.Kubernetes.Events;

/// <summary>Takes events in at once and writes them in the background, those of one reason that wait together as one.</summary>
internal sealed class EventRecorder(EventWriter writer, OperatorSettings settings, TimeProvider time, ILogger<EventRecorder> logger)
    : BackgroundService, IEventRecorder
{
    private const int LongestMessage = 1024;
    private const int LongestQueue = 1000;

    private readonly Channel<PendingEvent> pending = Channel.CreateBounded<PendingEvent>(LongestQueue);
    private readonly EventBudget budget = new(time);

    public void Publish(IKubernetesObject<V1ObjectMeta> entity, string reason, string message, EventType type = EventType.Normal)
    {
        var about = new V1ObjectReference
        {
            ApiVersion = entity.ApiVersion,
            Kind = entity.Kind,
            Name = entity.Metadata.Name,
            NamespaceProperty = entity.Metadata.NamespaceProperty,
            Uid = entity.Metadata.Uid,
            ResourceVersion = entity.Metadata.ResourceVersion,
        };
        var cut = message.Length > LongestMessage ? message[..(LongestMessage - 1)] + "…" : message;
        if (!budget.TryTake(about.Uid) || !pending.Writer.TryWrite(new PendingEvent(about, reason, cut, type, time.GetUtcNow().UtcDateTime)))
            RuntimeTelemetry.EventOutcome("dropped");
    }

    /// <summary>What waits is still written, within the time that the host gives.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        pending.Writer.TryComplete();
        if (ExecuteTask is { } running)
            await Task.WhenAny(running, Task.Delay(settings.GracefulShutdownTimeout, time, cancellationToken));
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await pending.Reader.WaitToReadAsync(stoppingToken))
        {
            var waiting = new List<PendingEvent>();
            while (pending.Reader.TryRead(out var next))
                waiting.Add(next);
            foreach (var same in waiting.GroupBy(e => e.Key))
                await WriteAsync(same.Last(), same.Count(), stoppingToken);
        }
    }

    private async Task WriteAsync(PendingEvent last, int count, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync(last, count, cancellationToken);
            RuntimeTelemetry.EventOutcome("written");
        }
        catch (Exception e) when (e is Client.ApiException or HttpRequestException or IOException or System.Text.Json.JsonException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            RuntimeTelemetry.EventOutcome("failed");
            RuntimeLog.EventFailed(logger, last.Reason, $"{last.About.NamespaceProperty}/{last.About.Name}", e.Message);
        }
    }
}
