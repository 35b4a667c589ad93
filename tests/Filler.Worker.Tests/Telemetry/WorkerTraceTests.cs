using System.Net;
using System.Text;
using Filler.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Filler.Worker.Tests.Telemetry;

public sealed class WorkerTraceTests : IDisposable
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string ParentId = "b7ad6b7169203331";
    private readonly WorkerRun run = new();

    public void Dispose() => run.Dispose();

    /// <summary>Names and ids stand literally in OTLP's protobuf, whatever its version.</summary>
    [Fact]
    public async Task The_worker_goes_on_with_the_trace_it_is_given()
    {
        var received = new MemoryStream();
        await using var collector = Collector(received);
        await collector.StartAsync();
        var ready = Assert.IsType<DatasetReadyMessage>((await run.PrepareAsync(WorkerRun.Dataset)).LastWord);
        run.WriteTrial(epochs: 2);

        var end = await run.EndAsync(run.StartTrial(ready.Digest, new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["TRACEPARENT"] = $"00-{TraceId}-{ParentId}-01",
        }));

        Assert.Equal(0, end.Code);
        var bytes = received.ToArray();
        Assert.Equal(1, Count(bytes, Convert.FromHexString(ParentId)));
        Assert.True(Count(bytes, Field("filler-worker")) >= 1);
        Assert.True(Count(bytes, Field("checkpoint")) >= 1);
        Assert.Equal(
            [1, 1, 2, 1, 1],
            new[] { "train trial", "fetch dataset", "epoch", "evaluate", "store result" }.Select(name => Count(bytes, Field(name))));
    }

    [Fact]
    public async Task Where_nobody_collects_the_exporter_is_not_even_loaded()
    {
        var ready = Assert.IsType<DatasetReadyMessage>((await run.PrepareAsync(WorkerRun.Dataset)).LastWord);
        run.WriteTrial(epochs: 100_000);
        using var process = run.StartTrial(ready.Digest);
        string? line;
        do line = await process.StandardOutput.ReadLineAsync();
        while (line is not null && !line.Contains("\"event\":\"epoch\"", StringComparison.Ordinal));

        var loaded = await File.ReadAllTextAsync($"/proc/{process.Id}/maps");
        WorkerRun.Terminate(process);
        await run.EndAsync(process);

        Assert.Contains("Filler.Worker.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }

    private static WebApplication Collector(MemoryStream received)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapPost("/v1/traces", (HttpContext context) => context.Request.Body.CopyToAsync(received));
        return app;
    }

    // A string in protobuf: its length, then its bytes.
    private static byte[] Field(string name) => [(byte)name.Length, .. Encoding.UTF8.GetBytes(name)];

    private static int Count(byte[] bytes, byte[] sought) =>
        Enumerable.Range(0, Math.Max(0, bytes.Length - sought.Length + 1)).Count(i => bytes.AsSpan(i, sought.Length).SequenceEqual(sought));
}
