using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Cli.Records;

/// <summary>What may change between two commands on one run folder: budget, goal, parallelism, retries. What the finished trials mean may not.</summary>
internal static class ManifestChange
{
    private static readonly string[] Frozen =
        ["objective.metric", "objectives", "dataset", "model", "training", "search.parameters", "search.repeats", "search.warmStart", "storage"];

    /// <summary>The recorded study with what the manifest may change.</summary>
    /// <exception cref="CommandFailure">The manifest changes a frozen field, or names another study.</exception>
    public static Study Take(Study recorded, Study manifest, RunFolder folder)
    {
        if (recorded.Metadata.Name != manifest.Metadata.Name)
            throw Refused(folder, "metadata.name", recorded.Metadata.Name, manifest.Metadata.Name);
        var before = JsonSerializer.SerializeToNode(recorded.Spec, FillerJson.Options);
        var now = JsonSerializer.SerializeToNode(manifest.Spec, FillerJson.Options);
        foreach (var path in Frozen)
        {
            var (a, b) = (At(before, path), At(now, path));
            if (FirstDifference(path, a, b) is { } difference) throw Refused(folder, $"spec.{difference.Path}", Shown(difference.Before), Shown(difference.Now));
        }

        // A finished study with another budget is judged anew; one that nothing changed stays finished.
        return JsonNode.DeepEquals(before, now) ? recorded : recorded with { Spec = manifest.Spec, Status = null };
    }

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

    private static CommandFailure Refused(RunFolder folder, string field, string before, string now) => new(
        ExitCode.BadInput,
        $"{field}: {folder.Path} holds a run with {before}, the manifest says {now}, and its finished trials would no longer compare; choose another --run-folder, or delete {folder.Path}");
}
