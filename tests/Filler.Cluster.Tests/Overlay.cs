using System.Text.Json.Nodes;

namespace Filler.Cluster.Tests;

internal static class Overlay
{
    public static JsonObject Of(string json) => JsonNode.Parse(json)!.AsObject();
}
