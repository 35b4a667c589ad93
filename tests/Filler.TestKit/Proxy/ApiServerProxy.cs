using System.Collections.Concurrent;
using Filler.TestKit.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;
using KubernetesApi = k8s.Kubernetes;

namespace Filler.TestKit.Proxy;

/// <summary>
/// A server on loopback between a client and the API server, which counts writes, calls back around each of them, and makes faults.
/// The client speaks plain HTTP to it; it speaks to the API server as the user of its kubeconfig, whom the audit log then names.
/// </summary>
public sealed class ApiServerProxy : IAsyncDisposable
{
    // Clients want some credential in a kubeconfig; the one that counts is the proxy's own.
    private static readonly string[] NotForwarded = ["Authorization", "Host", "Connection", "Transfer-Encoding", "Content-Length", "Keep-Alive"];

    private readonly WebApplication server;
    private readonly KubernetesApi upstream;
    private readonly ConcurrentQueue<ProxiedRequest> requests = new();
    private readonly ConcurrentDictionary<CancellationTokenSource, bool> open = new();
    private int writes;

    private ApiServerProxy(WebApplication server, KubernetesApi upstream)
    {
        this.server = server;
        this.upstream = upstream;
    }

    public Uri Address => new(server.Urls.Single());

    /// <summary>A kubeconfig file that leads here.</summary>
    public string KubeConfig { get; private set; } = "";

    /// <summary>Writes counted so far.</summary>
    public int Writes => Volatile.Read(ref writes);

    public IReadOnlyList<ProxiedRequest> Requests => [.. requests];

    /// <summary>Which writes are counted and called back for; leases are not.</summary>
    public Func<ProxiedRequest, bool> Counts { get; set; } = r => r is { IsWrite: true, IsLease: false };

    /// <summary>Called before a counted write is sent on; the write waits for it.</summary>
    public Func<ProxiedRequest, Task>? BeforeWrite { get; set; }

    /// <summary>Called when a counted write has taken effect, before the client learns of it; the answer waits for it.</summary>
    public Func<ProxiedRequest, Task>? AfterWrite { get; set; }

    /// <summary>The fault of each request; null: none.</summary>
    public Func<ProxiedRequest, ProxyFault?>? Fault { get; set; }

    /// <summary>Whether a line of a watch gets lost: given the request and the event's JSON.</summary>
    public Func<ProxiedRequest, string, bool>? LosesEvent { get; set; }

    /// <param name="controlPlane">The cluster behind the proxy.</param>
    /// <param name="kubeConfig">As whom; null: the administrator.</param>
    public static async Task<ApiServerProxy> StartAsync(ControlPlane controlPlane, string? kubeConfig = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        var server = builder.Build();
        var proxy = new ApiServerProxy(server, controlPlane.CreateClient(kubeConfig));
        server.Run(proxy.HandleAsync);
        await server.StartAsync();
        proxy.KubeConfig = Path.GetTempFileName();
        await File.WriteAllTextAsync(proxy.KubeConfig, $$$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: proxy, cluster: {server: "{{{proxy.Address.AbsoluteUri.TrimEnd('/')}}}"} }]
            users: [{name: proxy, user: {token: proxy} }]
            contexts: [{name: proxy, context: {cluster: proxy, user: proxy} }]
            current-context: proxy

            """);
        return proxy;
    }

    /// <summary>Breaks every connection that is in use, watches foremost.</summary>
    public void CutConnections()
    {
        foreach (var request in open.Keys)
            request.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        CutConnections();
        await server.DisposeAsync();
        upstream.Dispose();
        File.Delete(KubeConfig);
    }

    private async Task HandleAsync(HttpContext context)
    {
        var request = Register(context.Request);
        // Never disposed: a cut may come at the same time as the request's own end. It hangs on nothing that outlives the request.
        var cut = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        context.RequestAborted = cut.Token;
        open[cut] = true;
        try
        {
            var fault = Fault?.Invoke(request);
            if (fault is ProxyFault.Delay delay)
                await Task.Delay(delay.Time, TimeProvider.System, context.RequestAborted);
            if (fault is ProxyFault.Refuse refuse)
                await RefuseAsync(context, refuse);
            else if (fault is ProxyFault.Cut)
                context.Abort();
            else
                await ForwardAsync(context, request, fault is ProxyFault.LoseResponse);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            // One side went away: the other sees a broken connection, as without a proxy.
            context.Abort();
        }
        finally
        {
            open.TryRemove(cut, out _);
        }
    }

    private ProxiedRequest Register(HttpRequest request)
    {
        var seen = new ProxiedRequest(request.Method, request.Path, request.QueryString.Value ?? "", 0);
        if (Counts(seen))
            seen = seen with { Number = Interlocked.Increment(ref writes) };
        requests.Enqueue(seen);
        return seen;
    }

    private async Task ForwardAsync(HttpContext context, ProxiedRequest request, bool loseResponse)
    {
        if (request.Number > 0 && BeforeWrite is { } before)
            await before(request);
        using var message = await CopyAsync(context.Request);
        // A write that has begun is finished even if its sender dies: so the API server would do.
        using var response = await upstream.HttpClient.SendAsync(
            message, HttpCompletionOption.ResponseHeadersRead, request.IsWrite ? CancellationToken.None : context.RequestAborted);
        if (request.Number > 0 && AfterWrite is { } after)
            await after(request);
        if (loseResponse)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Headers.Concat(response.Content.Headers).Where(h => !NotForwarded.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[header.Key] = header.Value.ToArray();
        await using var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        if (request.IsWatch && response.IsSuccessStatusCode)
            await StreamAsync(context, request, body);
        else
            await body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task StreamAsync(HttpContext context, ProxiedRequest request, Stream body)
    {
        await context.Response.Body.FlushAsync(context.RequestAborted);
        using var lines = new StreamReader(body);
        while (await lines.ReadLineAsync(context.RequestAborted) is { } line)
        {
            if (LosesEvent?.Invoke(request, line) == true)
                continue;
            await context.Response.WriteAsync(line + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private async Task<HttpRequestMessage> CopyAsync(HttpRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(upstream.BaseUri, request.GetEncodedPathAndQuery()));
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            message.Content = new ByteArrayContent(body.ToArray());
        }
        foreach (var header in request.Headers.Where(h => !NotForwarded.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
                message.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        }
        return message;
    }

    private static Task RefuseAsync(HttpContext context, ProxyFault.Refuse refuse)
    {
        var reason = refuse.Code switch { 409 => "Conflict", 410 => "Expired", 429 => "TooManyRequests", 500 => "InternalError", _ => "ServiceUnavailable" };
        context.Response.StatusCode = refuse.Code;
        context.Response.ContentType = "application/json";
        if (refuse.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = $"{seconds}";
        return context.Response.WriteAsync(
            $$$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"made by the proxy","reason":"{{{reason}}}","code":{{{refuse.Code}}}}""");
    }
}
