using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Studies;

/// <summary>
/// What never changes once a study has begun, since its finished trials would no longer compare, or its blobs no longer be found. Budget, goal, parallelism, retries and what
/// becomes of the blobs may.
/// </summary>
public static class FrozenSections
{
    private static readonly string[] Paths =
        ["objective.metric", "objectives", "dataset", "model", "training", "search.parameters", "search.repeats", "search.warmStart", "storage.folder", "storage.azure", "storage.persistentVolumeClaim"];

    /// <summary>By path, as the manifest has them.</summary>
    public static JsonObject Of(StudySpec spec)
    {
        var tree = JsonSerializer.SerializeToNode(spec, FillerJson.Options);
        return new JsonObject(Paths.Select(p => KeyValuePair.Create(p, At(tree, p)?.DeepClone())));
    }

    /// <summary>The first field that differs; null where none does.</summary>
    public static (string Path, string Before, string Now)? FirstDifference(JsonObject before, StudySpec now)
    {
        var current = Of(now);
        foreach (var path in Paths)
        {
            if (FirstDifference(path, Stood(before, path), current[path]) is { } difference) return ($"spec.{difference.Path}", Shown(difference.Before), Shown(difference.Now));
        }

        return null;
    }

    /// <summary>The specification with the sections as they were.</summary>
    public static StudySpec Restore(StudySpec spec, JsonObject before)
    {
        var tree = JsonSerializer.SerializeToNode(spec, FillerJson.Options)!.AsObject();
        foreach (var path in Paths)
        {
            var names = path.Split('.');
            var parent = names.Length == 1 ? tree : tree[names[0]]!.AsObject();
            if (Stood(before, path) is { } value) parent[names[^1]] = value.DeepClone();
            else parent.Remove(names[^1]);
        }

        return tree.Deserialize<StudySpec>(FillerJson.Options)!;
    }

    // An earlier version kept the whole of a section that may be edited in part by now.
    private static JsonNode? Stood(JsonObject before, string path) => before.ContainsKey(path) ? before[path] : At(before, path);

    private static JsonNode? At(JsonNode? node, string path) => path.Split('.').Aggregate(node, (n, name) => n?[name]);

    private static (string Path, JsonNode? Before, JsonNode? Now)? FirstDifference(string path, JsonNode? a, JsonNode? b)
    {
        if (JsonNode.DeepEquals(a, b)) return null;
        if (a is JsonObject before && b is JsonObject now)
        {
            return before.Select(f => f.Key).Union(now.Select(f => f.Key))
                .Select(name => FirstDifference($"{path}.{name}", before[name], now[name]))
                .FirstOrDefault(d => d is not null);
        }

        if (a is JsonArray first && b is JsonArray second && first.Count == second.Count)
        {
            return Enumerable.Range(0, first.Count)
                .Select(i => FirstDifference($"{path}[{i}]", first[i], second[i]))
                .FirstOrDefault(d => d is not null);
        }

        return (path, a, b);
    }

    private static string Shown(JsonNode? node)
    {
        var text = node?.ToJsonString(FillerJson.Options) ?? "absent";
        return text.Length <= 60 ? text : text[..57] + "…";
    }
}
