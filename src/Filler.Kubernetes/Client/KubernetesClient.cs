using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Kubernetes.Entities;
using k8s;
using k8s.Models;
using KubernetesApi = k8s.Kubernetes;

namespace Filler.Kubernetes.Client;

/// <summary>The typed client over the connection of <see cref="KubernetesApi"/> (its addresses, certificates and tokens).</summary>
public sealed class KubernetesClient(KubernetesApi api, EntityJson json, string fieldManager, IWriteFence fence, TimeProvider time) : IKubernetesClient
{
    private const int ConflictAttempts = 5;

    private readonly ApiTransport transport = new(api, fence, time);

    public async Task<TEntity?> GetAsync<TEntity>(NamespacedName key, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return await AskAsync<TEntity>(HttpMethod.Get, EntityType.Of<TEntity>().ObjectPath(key), "get", null, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    public async Task<EntityList<TEntity>> ListAsync<TEntity>(string? @namespace, ListOptions? options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var type = EntityType.Of<TEntity>();
        var selected = options ?? new ListOptions();
        var items = new List<TEntity>();
        var next = "";
        while (true)
        {
            var path = $"{type.CollectionPath(@namespace)}?limit={selected.PageSize}{EntityQueries.Selectors(selected)}{EntityQueries.Optional("continue", next)}";
            using var response = await transport.SendAsync(new ApiRequest(HttpMethod.Get, path, "list", type.Plural), cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var page = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            items.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(i => Read<TEntity>(i, selected)).OfType<TEntity>());
            var metadata = page.RootElement.GetProperty("metadata");
            next = metadata.TryGetProperty("continue", out var token) ? token.GetString() : "";
            if (string.IsNullOrEmpty(next))
                return new EntityList<TEntity>(items, metadata.GetProperty("resourceVersion").GetString()!);
        }
    }

    public async IAsyncEnumerable<WatchEvent<TEntity>> WatchAsync<TEntity>(
        string? @namespace, string resourceVersion, ListOptions? options, TimeSpan limit, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var type = EntityType.Of<TEntity>();
        var selected = options ?? new ListOptions();
        var path = $"{type.CollectionPath(@namespace)}?watch=true&allowWatchBookmarks=true&resourceVersion={Uri.EscapeDataString(resourceVersion)}"
            + $"&timeoutSeconds={(int)limit.TotalSeconds}{EntityQueries.Selectors(selected)}";
        using var response = await transport.SendAsync(new ApiRequest(HttpMethod.Get, path, "watch", type.Plural), cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var what = document.RootElement.GetProperty("type").GetString();
            var body = document.RootElement.GetProperty("object");
            if (what == "ERROR")
            {
                var status = KubernetesJson.Deserialize<V1Status>(body);
                throw new ApiException((System.Net.HttpStatusCode)(status.Code ?? 500), status, $"watch {type.Plural}", null);
            }
            var version = body.GetProperty("metadata").GetProperty("resourceVersion").GetString()!;
            yield return what == "BOOKMARK"
                ? new WatchEvent<TEntity>(WatchEventType.Bookmark, null, version)
                : new WatchEvent<TEntity>(Enum.Parse<WatchEventType>(what!, ignoreCase: true), Read<TEntity>(body, selected), version);
        }
    }

    public Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var type = EntityType.Of<TEntity>();
        var path = $"{type.CollectionPath(entity.Metadata.NamespaceProperty)}?fieldManager={Uri.EscapeDataString(fieldManager)}";
        return AskAsync<TEntity>(HttpMethod.Post, path, "create", json.Write(WithType(entity, type)), cancellationToken);
    }

    public async Task<(TEntity Entity, bool Created)> CreateIfAbsentAsync<TEntity>(TEntity entity, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        while (true)
        {
            try
            {
                return (await CreateAsync(entity, cancellationToken), true);
            }
            catch (ApiException e) when (e.IsAlreadyExists)
            {
                // Gone again between the two requests: create.
                if (await GetAsync<TEntity>(NamespacedName.Of(entity), cancellationToken) is { } present)
                    return (present, false);
            }
        }
    }

    public Task<TEntity> ApplyAsync<TEntity>(TEntity entity, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var type = EntityType.Of<TEntity>();
        var body = json.ToNode(WithType(entity, type))!;
        // The API server refuses to apply what it manages itself.
        (body["metadata"] as JsonObject)?.Remove("managedFields");
        var path = $"{type.ObjectPath(NamespacedName.Of(entity))}?fieldManager={Uri.EscapeDataString(fieldManager)}&force=true";
        return AskAsync<TEntity>(HttpMethod.Patch, path, "apply", body.ToJsonString(), cancellationToken, "application/apply-patch+yaml");
    }

    public Task<TEntity> PatchAsync<TEntity>(NamespacedName key, EntityPatch patch, string? subresource, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        AskAsync<TEntity>(
            HttpMethod.Patch, $"{EntityType.Of<TEntity>().ObjectPath(key, subresource)}?fieldManager={Uri.EscapeDataString(fieldManager)}",
            subresource is null ? "patch" : $"patch {subresource}", patch.Json, cancellationToken, patch.MediaType);

    public Task<TEntity?> PatchStatusAsync<TEntity>(TEntity entity, Func<TEntity, object?> status, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        PatchPartAsync(entity, "status", "status", current => json.PartToNode<TEntity>(status(current)), cancellationToken);

    public Task<TEntity?> PatchMetadataAsync<TEntity>(TEntity entity, Func<V1ObjectMeta, V1ObjectMeta> change, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        PatchPartAsync(
            entity, "metadata", null,
            current =>
            {
                // The change works on a copy: what it is given may be in the cache.
                var copy = KubernetesJson.Deserialize<V1ObjectMeta>(KubernetesJson.Serialize(current.Metadata));
                return json.PartToNode<TEntity>(change(copy));
            },
            cancellationToken);

    public async Task<bool> DeleteAsync<TEntity>(NamespacedName key, DeletePreconditions? preconditions, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var asked = preconditions ?? new DeletePreconditions();
        var body = KubernetesJson.Serialize(new V1DeleteOptions
        {
            ApiVersion = "v1",
            Kind = "DeleteOptions",
            GracePeriodSeconds = asked.GracePeriodSeconds,
            PropagationPolicy = asked.PropagationPolicy,
            Preconditions = asked is { Uid: null, ResourceVersion: null } ? null : new V1Preconditions { Uid = asked.Uid, ResourceVersion = asked.ResourceVersion },
        });
        var type = EntityType.Of<TEntity>();
        try
        {
            using var response = await transport.SendAsync(new ApiRequest(HttpMethod.Delete, type.ObjectPath(key), "delete", type.Plural, body), cancellationToken);
            return true;
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            return false;
        }
    }

    // Objects in lists carry neither kind nor version, and a builder may leave them out.
    private static TEntity WithType<TEntity>(TEntity entity, EntityType type)
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        entity.ApiVersion ??= type.ApiVersion;
        entity.Kind ??= type.Kind;
        return entity;
    }

    private TEntity? Read<TEntity>(JsonElement item, ListOptions options)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return WithType(json.Read<TEntity>(item), EntityType.Of<TEntity>());
        }
        catch (JsonException e) when (options.Unreadable is not null)
        {
            options.Unreadable(item.GetProperty("metadata").GetProperty("name").GetString()!, e);
            return null;
        }
    }

    private async Task<TEntity?> PatchPartAsync<TEntity>(
        TEntity entity, string part, string? subresource, Func<TEntity, JsonNode?> wanted, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var current = entity;
        for (var attempt = 1; ; attempt++)
        {
            var present = json.ToNode(current)![part] as JsonObject ?? [];
            if (MergePatch.Diff(present, wanted(current) as JsonObject ?? []) is not { } difference)
                return current;
            var change = new JsonObject { [part] = difference };
            if (part != "metadata")
                change["metadata"] = new JsonObject();
            change["metadata"]!["resourceVersion"] = current.Metadata.ResourceVersion;
            try
            {
                return await PatchAsync<TEntity>(NamespacedName.Of(current), EntityPatch.Merge(change), subresource, cancellationToken);
            }
            catch (ApiException e) when (e.IsNotFound)
            {
                return null;
            }
            catch (ApiException e) when (e.IsConflict && attempt < ConflictAttempts)
            {
                var again = await GetAsync<TEntity>(NamespacedName.Of(current), cancellationToken);
                // Another object of that name: what was decided was not about it.
                if (again is null || again.Metadata.Uid != entity.Metadata.Uid)
                    return null;
                current = again;
            }
        }
    }

    private async Task<TEntity> AskAsync<TEntity>(
        HttpMethod method, string path, string verb, string? body, CancellationToken cancellationToken, string mediaType = "application/json")
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var request = new ApiRequest(method, path, verb, EntityType.Of<TEntity>().Plural, body, mediaType);
        using var response = await transport.SendAsync(request, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await json.ReadAsync<TEntity>(stream, cancellationToken);
    }
}
