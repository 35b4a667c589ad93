using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Filler.TestKit.Studies;

/// <summary>Studies and trials as an API server holds them.</summary>
public static class FillerResources
{
    private const string Studies = "studies";
    private const string Trials = "trials";

    /// <summary>Creates the custom resource definitions where they are not yet, and waits until they are served.</summary>
    public static async Task InstallAsync(IKubernetes client)
    {
        foreach (var text in CustomResourceDefinitions.Render().Values)
        {
            var definition = KubernetesYaml.Deserialize<V1CustomResourceDefinition>(text);
            try
            {
                await client.ApiextensionsV1.CreateCustomResourceDefinitionAsync(definition);
            }
            catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.Conflict)
            {
                // Another test was first.
            }

            while ((await client.ApiextensionsV1.ReadCustomResourceDefinitionAsync(definition.Name())).Status?.Conditions?.Any(c => c is { Type: "Established", Status: "True" }) != true)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public static Task CreateAsync(IKubernetes client, Study study, string @namespace) =>
        client.CustomObjects.CreateNamespacedCustomObjectAsync(Json(study, @namespace), ApiGroup.Name, ApiGroup.Version, @namespace, Studies);

    public static Task PatchAsync(IKubernetes client, string study, string @namespace, object change) => client.CustomObjects.PatchNamespacedCustomObjectAsync(
        new V1Patch(change, V1Patch.PatchType.MergePatch), ApiGroup.Name, ApiGroup.Version, @namespace, Studies, study);

    public static Task DeleteAsync(IKubernetes client, string study, string @namespace) =>
        client.CustomObjects.DeleteNamespacedCustomObjectAsync(ApiGroup.Name, ApiGroup.Version, @namespace, Studies, study);

    /// <returns>Null where it is not there.</returns>
    public static async Task<JsonObject?> StudyAsync(IKubernetes client, string study, string @namespace)
    {
        try
        {
            return Node(await client.CustomObjects.GetNamespacedCustomObjectAsync(ApiGroup.Name, ApiGroup.Version, @namespace, Studies, study));
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>In order of name.</summary>
    public static async Task<IReadOnlyList<JsonObject>> TrialsAsync(IKubernetes client, string @namespace, string? labels = null) =>
        [.. Node(await client.CustomObjects.ListNamespacedCustomObjectAsync(ApiGroup.Name, ApiGroup.Version, @namespace, Trials, labelSelector: labels))["items"]!.AsArray()
            .Select(i => (JsonObject)i!.DeepClone()).OrderBy(t => (string)t["metadata"]!["name"]!, StringComparer.Ordinal)];

    /// <summary>As its worker does: bound to the attempt, and only what is the worker's to write.</summary>
    /// <returns>Whether the API server took it; not so before the operator has begun that attempt, or once another one is under way.</returns>
    public static Task<bool> ReportAsync(IKubernetes client, Trial trial, IReadOnlyList<EpochRecord> epochs, CancellationToken cancellationToken) =>
        ReportAsync(client, trial, "epochs", JsonSerializer.SerializeToElement(epochs, FillerJson.Options), cancellationToken);

    /// <summary>How an attempt's process ended that shared its pod with others.</summary>
    /// <returns>Whether the API server took it; not so once another attempt is under way.</returns>
    public static Task<bool> EndAsync(IKubernetes client, Trial trial, string pod, ProcessEnd end)
    {
        var report = new TrialReport { Attempt = trial.Status.Attempt, PodUid = pod, Time = TimeProvider.System.GetUtcNow(), End = end };
        return ReportAsync(client, trial, "report", JsonSerializer.SerializeToElement(report, FillerJson.Options), CancellationToken.None);
    }

    private static async Task<bool> ReportAsync(IKubernetes client, Trial trial, string field, JsonElement value, CancellationToken cancellationToken)
    {
        var patch = new object[] { new { op = "test", path = "/status/attempt", value = trial.Status.Attempt }, new { op = "add", path = $"/status/{field}", value } };
        try
        {
            await client.CustomObjects.PatchNamespacedCustomObjectStatusAsync(
                new V1Patch(patch, V1Patch.PatchType.JsonPatch), ApiGroup.Name, ApiGroup.Version, trial.Metadata.NamespaceProperty, Trials, trial.Metadata.Name, cancellationToken: cancellationToken);
            return true;
        }
        catch (HttpOperationException e) when (e.Response.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.InternalServerError)
        {
            return false;
        }
    }

    public static JsonObject Json(Study study, string @namespace)
    {
        var body = JsonSerializer.SerializeToNode(study, FillerJson.Options)!.AsObject();
        body.Remove("status");
        body["metadata"]!["namespace"] = @namespace;
        return body;
    }

    private static JsonObject Node(object answer) => JsonNode.Parse(((JsonElement)answer).GetRawText())!.AsObject();
}
