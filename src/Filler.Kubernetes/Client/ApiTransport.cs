using System.Net;
using System.Text;
using Filler.Kubernetes.Telemetry;
using k8s;
using k8s.Models;
using KubernetesApi = k8s.Kubernetes;

namespace Filler.Kubernetes.Client;

/// <summary>Sends one request: credentials, the fence before writes, <c>Retry-After</c>, refusals as <see cref="ApiException"/>, figures.</summary>
internal sealed class ApiTransport(KubernetesApi api, IWriteFence fence, TimeProvider time)
{
    private const int MaxWaits = 10;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <returns>A successful response whose body is not read yet; the caller disposes it.</returns>
    public async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        for (var waits = 0; ; waits++)
        {
            if (request.IsWrite)
                fence.ThrowIfClosed();
            var start = time.GetTimestamp();
            var code = "none";
            try
            {
                var response = await SendOnceAsync(request, cancellationToken);
                code = ((int)response.StatusCode).ToString();
                if (response.IsSuccessStatusCode)
                    return response;
                using (response)
                {
                    var error = await ErrorAsync(request, response, cancellationToken);
                    if (!ShouldWait(error) || waits == MaxWaits)
                        throw error;
                    var wait = error.RetryAfter!.Value < LongestWait ? error.RetryAfter.Value : LongestWait;
                    await Task.Delay(wait, time, cancellationToken);
                }
            }
            finally
            {
                RuntimeTelemetry.ApiCall(request.Verb, request.Resource, code, time.GetElapsedTime(start));
            }
        }
    }

    // The server did not take the request up: it may be sent again, whatever it was.
    private static bool ShouldWait(ApiException error) =>
        error.RetryAfter is not null && (error.StatusCode == HttpStatusCode.TooManyRequests || (int)error.StatusCode >= 500);

    private async Task<HttpResponseMessage> SendOnceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(api.BaseUri, request.Path));
        message.Version = HttpVersion.Version20;
        message.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        if (request.Body is { } body)
            message.Content = new StringContent(body, Encoding.UTF8, request.MediaType);
        if (api.Credentials is { } credentials)
            await credentials.ProcessHttpRequestAsync(message, cancellationToken);
        return await api.HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static async Task<ApiException> ErrorAsync(ApiRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        V1Status? status = null;
        try
        {
            status = KubernetesJson.Deserialize<V1Status>(text);
        }
        catch (System.Text.Json.JsonException)
        {
            // A proxy in between answers in its own words.
            status = new V1Status { Message = text.Length > 200 ? text[..200] : text };
        }
        return new ApiException(response.StatusCode, status, $"{request.Method} {request.Path}", response.Headers.RetryAfter?.Delta);
    }
}
