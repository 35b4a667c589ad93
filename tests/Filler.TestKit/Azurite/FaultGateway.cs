using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Filler.TestKit.Azurite;

/// <summary>An HTTP server that passes every request on, but for the faults it is told to make.</summary>
public sealed class FaultGateway : IAsyncDisposable
{
    private static readonly string[] Hop = ["Transfer-Encoding", "Connection", "Keep-Alive", "Content-Length", "Host"];
    private readonly WebApplication app;
    private readonly HttpClient client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, AllowAutoRedirect = false });
    private readonly Uri server;
    private int requests;

    private FaultGateway(WebApplication app, Uri server)
    {
        (this.app, this.server) = (app, server);
        app.Run(PassAsync);
    }

    public Uri Address => new(app.Urls.Single());

    /// <summary>Requests since the start.</summary>
    public int Requests => requests;

    /// <summary>Asked for every request: its method and its path with the query.</summary>
    public Func<string, string, Fault> Decide { get; set; } = (_, _) => Fault.None;

    public static async Task<FaultGateway> StartAsync(Uri server)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Limits.MaxRequestBodySize = null;
            k.Listen(IPAddress.Loopback, 0, e => e.Protocols = HttpProtocols.Http1);
        });
        var gateway = new FaultGateway(builder.Build(), server);
        await gateway.app.StartAsync();
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        Interlocked.Increment(ref requests);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var fault = Decide(context.Request.Method, target);
        switch (fault)
        {
            case Fault.Busy:
                context.Response.StatusCode = 503;
                context.Response.Headers["x-ms-error-code"] = "ServerBusy";
                return;
            case Fault.CutRequest:
                context.Abort();
                return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(server, target));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        body.Position = 0;
        request.Content = new StreamContent(body);
        foreach (var (name, values) in context.Request.Headers.Where(h => !Hop.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values)) request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        if (body.Length == 0 && context.Request.Method is "GET" or "HEAD" or "DELETE") request.Content = null;
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead);
        if (fault == Fault.LoseAnswer)
        {
            context.Abort();
            return;
        }

        await AnswerAsync(context, answer, fault);
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage answer, Fault fault)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!Hop.Contains(name, StringComparer.OrdinalIgnoreCase)) context.Response.Headers[name] = values.ToArray();
        }

        context.Response.ContentLength = answer.Content.Headers.ContentLength;
        if (context.Request.Method == "HEAD") return;
        var content = await answer.Content.ReadAsByteArrayAsync();
        context.Response.ContentLength ??= content.Length;
        if (fault == Fault.Corrupt && content.Length > 0) content[content.Length / 2] ^= 1;
        if (fault == Fault.CutAnswer && content.Length > 1)
        {
            await context.Response.Body.WriteAsync(content.AsMemory(0, content.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(content);
    }
}
