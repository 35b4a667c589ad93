using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Datasets;

/// <summary>One text for one value: keys in ordinal order, no white space, absent fields left out, numbers in their shortest invariant
/// form.</summary>
internal static class CanonicalJson
{
    public static JsonObject ObjectOf<T>(T value) =>
        JsonSerializer.SerializeToNode(value, FillerJson.Options) as JsonObject ?? throw new ArgumentException($"{typeof(T).Name} is no object");

    public static string Write(JsonNode node) => Sorted(node)!.ToJsonString(FillerJson.Options);

    /// <summary>SHA-256 of the canonical text, 64 hexadecimal digits.</summary>
    public static string Digest(JsonNode node) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(node))));

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o
            .Where(p => p.Value is not null)
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
