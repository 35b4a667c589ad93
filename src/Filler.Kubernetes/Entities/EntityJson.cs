using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;

namespace Filler.Kubernetes.Entities;

/// <summary>
/// One JSON dialect a type. Types of Kubernetes itself use the client library's (quantities, int-or-string, micro times); an own type names
/// its own options, because the library's reader knows none of a type's converters and drops unknown fields without a word.
/// </summary>
public sealed class EntityJson
{
    private readonly Dictionary<Type, JsonSerializerOptions> own = [];

    /// <summary>Reads and writes <typeparamref name="TEntity"/> with these options from now on.</summary>
    public EntityJson Use<TEntity>(JsonSerializerOptions options)
    {
        own[typeof(TEntity)] = options;
        return this;
    }

    public string Write<TEntity>(TEntity entity) =>
        own.TryGetValue(typeof(TEntity), out var options) ? JsonSerializer.Serialize(entity, options) : KubernetesJson.Serialize(entity);

    public JsonNode? ToNode<TEntity>(TEntity entity) => JsonNode.Parse(Write(entity));

    /// <summary>A part of <typeparamref name="TEntity"/>, such as its status, in the entity's dialect.</summary>
    public JsonNode? PartToNode<TEntity>(object? part) =>
        part is null ? null
        : own.TryGetValue(typeof(TEntity), out var options) ? JsonSerializer.SerializeToNode(part, part.GetType(), options)
        : JsonNode.Parse(KubernetesJson.Serialize(part));

    /// <exception cref="JsonException">Not JSON of that type.</exception>
    public TEntity Read<TEntity>(JsonElement json) =>
        (own.TryGetValue(typeof(TEntity), out var options) ? json.Deserialize<TEntity>(options) : KubernetesJson.Deserialize<TEntity>(json))
        ?? throw new JsonException($"null where a {typeof(TEntity).Name} is expected");

    /// <exception cref="JsonException">Not JSON of that type.</exception>
    public async Task<TEntity> ReadAsync<TEntity>(Stream json, CancellationToken cancellationToken)
    {
        using var document = await JsonDocument.ParseAsync(json, cancellationToken: cancellationToken);
        return Read<TEntity>(document.RootElement);
    }
}
