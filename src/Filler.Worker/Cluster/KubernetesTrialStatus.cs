using System.Net;
using System.Text.Json;
using Filler.Api;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using k8s.Models;

namespace Filler.Worker.Cluster;

/// <summary>The status of one Trial at the API server: the pod's service account, or the file that KUBECONFIG names.</summary>
internal sealed class KubernetesTrialStatus(ReportTarget target) : ITrialStatusClient, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private Kubernetes? client;

    public async Task<ReportOutcome> PatchAsync(string patch, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            client ??= new Kubernetes(KubernetesClientConfiguration.BuildDefaultConfig());
            await client.CustomObjects.PatchNamespacedCustomObjectStatusAsync(
                new V1Patch(patch, V1Patch.PatchType.JsonPatch), ApiGroup.Name, ApiGroup.Version, target.Namespace, "trials", target.Name,
                cancellationToken: patience.Token);
            return new ReportOutcome.Written();
        }
        catch (HttpOperationException e)
        {
            return OutcomeOf(e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ReportOutcome.Failed($"no answer within {Patience.TotalSeconds:0} s");
        }
        catch (OperationCanceledException)
        {
            return new ReportOutcome.Failed("no answer in the time that was left");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or KubeConfigException or UnauthorizedAccessException)
        {
            return new ReportOutcome.Failed(Innermost(e).Message);
        }
    }

    public void Dispose() => client?.Dispose();

    private ReportOutcome OutcomeOf(HttpOperationException e)
    {
        var status = StatusOf(e.Response.Content);
        var words = $"{(int)e.Response.StatusCode} {status?.Reason ?? e.Response.StatusCode.ToString()}: {status?.Message ?? e.Message}";
        return e.Response.StatusCode switch
        {
            HttpStatusCode.NotFound => new ReportOutcome.Refused($"there is no Trial {target.Namespace}/{target.Name}"),
            // A value that the schema refuses comes with its causes; a patch whose test failed does not.
            HttpStatusCode.UnprocessableEntity when status?.Details?.Causes is not { Count: > 0 } =>
                new ReportOutcome.Refused($"attempt {target.Attempt} is not the current attempt of Trial {target.Namespace}/{target.Name}"),
            _ => new ReportOutcome.Failed(words),
        };
    }

    private static V1Status? StatusOf(string? content)
    {
        try
        {
            return content is { Length: > 0 } ? KubernetesJson.Deserialize<V1Status>(content) : null;
        }
        catch (JsonException)
        {
            // A proxy's page rather than the API server's answer.
            return null;
        }
    }

    private static Exception Innermost(Exception e)
    {
        while (e.InnerException is { } inner) e = inner;
        return e;
    }
}
