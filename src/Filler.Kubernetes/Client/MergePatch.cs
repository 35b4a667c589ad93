using System.Text.Json.Nodes;

namespace Filler.Kubernetes.Client;

/// <summary>The smallest RFC 7386 patch that turns one JSON object into another.</summary>
internal static class MergePatch
{
    /// <returns>Null when nothing differs.</returns>
    public static JsonObject? Diff(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (name, wanted) in to)
        {
            // A null wanted is a field not wanted: the server keeps no nulls.
            if (wanted is null)
                continue;
            from.TryGetPropertyValue(name, out var present);
            if (wanted is JsonObject wantedObject && present is JsonObject presentObject)
            {
                if (Diff(presentObject, wantedObject) is { } inner)
                    patch[name] = inner;
            }
            else if (!JsonNode.DeepEquals(wanted, present))
            {
                patch[name] = wanted.DeepClone();
            }
        }
        foreach (var (name, present) in from)
        {
            if (present is not null && (!to.TryGetPropertyValue(name, out var wanted) || wanted is null))
                patch[name] = null;
        }
        return patch.Count == 0 ? null : patch;
    }
}
