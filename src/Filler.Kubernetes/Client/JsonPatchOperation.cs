using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Filler.Kubernetes.Client;

/// <summary>One operation of a JSON Patch; <paramref name="Path"/> is a JSON pointer such as <c>/status/attempt</c>.</summary>
public sealed record JsonPatchOperation(string Op, string Path, JsonNode? Value = null)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The whole patch is refused with 422 unless the value is there and equal.</summary>
    public static JsonPatchOperation Test(string path, JsonNode value) => new("test", path, value);

    public static JsonPatchOperation Add(string path, JsonNode value) => new("add", path, value);

    public static JsonPatchOperation Replace(string path, JsonNode value) => new("replace", path, value);

    public static JsonPatchOperation Remove(string path) => new("remove", path);
}
