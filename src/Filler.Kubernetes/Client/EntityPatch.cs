using System.Text.Json;
using System.Text.Json.Nodes;

namespace Filler.Kubernetes.Client;

/// <summary>A change sent as a patch: its JSON and the media type that says how to read it.</summary>
public sealed record EntityPatch(string MediaType, string Json)
{
    /// <summary>RFC 7386: fields given replace, null removes, arrays are replaced whole.</summary>
    public static EntityPatch Merge(JsonObject change) => new("application/merge-patch+json", change.ToJsonString());

    /// <summary>RFC 6902: all operations or none; <c>test</c> operations first make it conditional.</summary>
    public static EntityPatch Operations(params IReadOnlyList<JsonPatchOperation> operations) =>
        new("application/json-patch+json", JsonSerializer.Serialize(operations, JsonPatchOperation.Json));
}
