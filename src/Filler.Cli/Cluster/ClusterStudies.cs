using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Filler.Api;
using Filler.Studies;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using k8s.Models;
using YamlDotNet.Core;

namespace Filler.Cli.Cluster;

/// <summary>The studies and trials of one namespace of a cluster, read and asked for as the user of the kubeconfig.</summary>
internal sealed class ClusterStudies : IDisposable
{
    private const string FieldManager = "filler";
    private const int PageSize = 500;

    // A newer operator may write status fields that this program does not know.
    private static readonly JsonSerializerOptions Tolerant = new(FillerJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    private readonly Kubernetes client;
    private readonly string server;

    private ClusterStudies(Kubernetes client, string server, string space)
    {
        (this.client, this.server) = (client, server);
        Namespace = space;
    }

    public string Namespace { get; }

    /// <param name="files">Kubeconfigs, merged as kubectl merges them: the first to name a thing wins, and what is not there is passed over where there are several. None: the default one, or the pod's own account.</param>
    /// <exception cref="CommandFailure">There is no kubeconfig, or it has no such context.</exception>
    public static ClusterStudies Connect(IReadOnlyList<string> files, string? context, string? space)
    {
        var there = files.Where(File.Exists).ToList();
        try
        {
            var config = there.Count > 1 ? KubernetesClientConfiguration.BuildConfigFromConfigObject(KubeConfigFiles.Merge(there), context)
                : files.Count == 0 && !File.Exists(KubernetesClientConfiguration.KubeConfigDefaultLocation) && KubernetesClientConfiguration.IsInCluster() ? KubernetesClientConfiguration.InClusterConfig()
                : KubernetesClientConfiguration.BuildConfigFromConfigFile(there.Concat(files).FirstOrDefault(), context);
            return new ClusterStudies(new Kubernetes(config), config.Host, space ?? config.Namespace ?? "default");
        }
        catch (Exception e) when (e is KubeConfigException or IOException or YamlException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.BadInput, $"{(files.Count > 0 ? string.Join(Path.PathSeparator, files) : KubernetesClientConfiguration.KubeConfigDefaultLocation)}: {e.Message.TrimEnd('.')}; name another with --kubeconfig or --context", e);
        }
    }

    /// <summary>Null where there is none of that name.</summary>
    public async Task<Study?> FindAsync(string name, CancellationToken cancellationToken) =>
        await TryAsync($"studies/{name}", async () => (object?)await client.CustomObjects.GetNamespacedCustomObjectAsync(
            ApiGroup.Name, ApiGroup.Version, Namespace, "studies", name, cancellationToken)) is JsonElement found ? Read<Study>(found) : null;

    /// <exception cref="CommandFailure">There is none of that name.</exception>
    public async Task<Study> ReadAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) ?? throw Missing(name);

    /// <summary>A study's trials in order of their numbers, with what follows from the study filled in.</summary>
    public async Task<IReadOnlyList<Trial>> TrialsAsync(Study study, CancellationToken cancellationToken)
    {
        var trials = new List<Trial>();
        string? next = null;
        do
        {
            var page = (JsonElement)(await TryAsync("trials", async () => (object?)await client.CustomObjects.ListNamespacedCustomObjectAsync(
                ApiGroup.Name, ApiGroup.Version, Namespace, "trials", labelSelector: $"filler.dev/study-uid={study.Metadata.Uid}",
                limit: PageSize, continueParameter: next, cancellationToken: cancellationToken)))!;
            trials.AddRange(page.GetProperty("items").EnumerateArray().Select(Read<Trial>));
            next = page.GetProperty("metadata").TryGetProperty("continue", out var more) && more.GetString() is { Length: > 0 } token ? token : null;
        }
        while (next is not null);
        return [.. trials.OrderBy(t => t.Spec.Number).Select(t => StoredTrials.Restore(study.Spec, t))];
    }

    /// <summary>Creates the study, or changes what the manifest changes (server-side apply): the study as the server keeps it.</summary>
    /// <param name="dryRun">The server checks it and keeps nothing.</param>
    /// <exception cref="CommandFailure">The server refuses it, with its own words.</exception>
    public async Task<Study> ApplyAsync(Study study, bool dryRun, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = study.ApiVersion,
            ["kind"] = study.Kind,
            ["metadata"] = new JsonObject { ["name"] = study.Metadata.Name, ["namespace"] = Namespace },
            ["spec"] = JsonSerializer.SerializeToNode(study.Spec, FillerJson.Options),
        };
        if (study.Metadata.Labels is { Count: > 0 } labels) body["metadata"]!["labels"] = JsonSerializer.SerializeToNode(labels);
        if (study.Metadata.Annotations is { Count: > 0 } annotations) body["metadata"]!["annotations"] = JsonSerializer.SerializeToNode(annotations);
        return await PatchAsync(study.Metadata.Name, new V1Patch(body.ToJsonString(), V1Patch.PatchType.ApplyPatch), dryRun, cancellationToken);
    }

    /// <summary>Suspended: running trials checkpoint and leave, none starts, until it is resumed.</summary>
    public Task<Study> SuspendAsync(string name, bool suspend, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["spec"] = new JsonObject { ["suspend"] = suspend } };
        return PatchAsync(name, new V1Patch(body.ToJsonString(), V1Patch.PatchType.MergePatch), dryRun: false, cancellationToken);
    }

    public void Dispose() => client.Dispose();

    private async Task<Study> PatchAsync(string name, V1Patch patch, bool dryRun, CancellationToken cancellationToken)
    {
        var apply = patch.Type == V1Patch.PatchType.ApplyPatch;
        var answer = await TryAsync($"studies/{name}", async () => (object?)await client.CustomObjects.PatchNamespacedCustomObjectAsync(
            patch, ApiGroup.Name, ApiGroup.Version, Namespace, "studies", name,
            dryRun: dryRun ? "All" : null, fieldManager: FieldManager, force: apply ? true : null, cancellationToken: cancellationToken));
        return answer is JsonElement study ? Read<Study>(study) : throw Missing(name);
    }

    private CommandFailure Missing(string name) =>
        new(ExitCode.BadInput, $"studies/{name}: not in namespace {Namespace} of {server}; list them with: kubectl get studies --all-namespaces");

    /// <summary>Null for an object that is not there; everything else that goes wrong becomes a message.</summary>
    private async Task<object?> TryAsync(string what, Func<Task<object?>> call)
    {
        try
        {
            return await call();
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return ApiRefusal.OfMoreThanTheObject(e, server) is { } more ? throw more : null;
        }
        catch (HttpOperationException e)
        {
            throw ApiRefusal.Of(e, what, Namespace);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new CommandFailure(ExitCode.Environment, $"{server}: no answer ({e.Message}); is this the right cluster? See: kubectl config current-context", e);
        }
    }

    private static T Read<T>(JsonElement element) => element.Deserialize<T>(Tolerant)!;
}
