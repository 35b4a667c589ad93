using System.Text.Json.Nodes;

namespace Filler.Api;

/// <summary><c>--set search.maxTrials=3</c>: one field replaced before the manifest is checked.</summary>
internal static class ManifestOverride
{
    /// <param name="positions">Where fields were written; those that only the assignment brings are added.</param>
    public static void Apply(JsonObject manifest, string assignment, Dictionary<string, SourcePosition> positions)
    {
        var option = $"--set {assignment}";
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) throw Refused(option, "", "is not path=value", "write e.g. --set search.maxTrials=12");
        // An empty shell variable would set the default without a word.
        if (assignment[(equals + 1)..].Trim().Length == 0) throw Refused(option, assignment[..equals].Trim(), "has no value", "write one, or null for the default");
        var path = assignment[..equals].Trim();
        var segments = FieldPath.Parse(path) ?? throw Refused(option, path, "is not a field path", "write e.g. spec.search.maxTrials or dataset.classes[0].name");
        if (segments[0].Name is not ("spec" or "metadata")) segments = [new FieldPath.Segment("spec", null), .. segments];
        Set(manifest, segments, YamlTree.ParseValue(assignment[(equals + 1)..], option), option);
        Mark(segments, option, positions);
    }

    private static void Mark(IReadOnlyList<FieldPath.Segment> segments, string option, Dictionary<string, SourcePosition> positions)
    {
        var here = new SourcePosition(0, 0, option);
        for (var depth = 1; depth < segments.Count; depth++) positions.TryAdd(string.Join('.', segments.Take(depth)), here);
        var path = string.Join('.', segments);
        // What stood below the field in the text is gone.
        foreach (var below in positions.Keys.Where(k => k.StartsWith(path, StringComparison.Ordinal) && k.Length > path.Length && k[path.Length] is '.' or '[').ToList())
            positions.Remove(below);
        positions[path] = here;
    }

    private static void Set(JsonObject parent, IReadOnlyList<FieldPath.Segment> segments, JsonNode? value, string option)
    {
        for (var i = 0; ; i++)
        {
            var (name, index) = segments[i];
            var last = i == segments.Count - 1;
            if (last && index is null)
            {
                parent[name] = value;
                return;
            }

            if (index is { } at)
            {
                if (parent[name] is not JsonArray list || at >= list.Count)
                    throw Refused(option, string.Join('.', segments), $"{name} has no entry {at}", "count from 0");
                if (last)
                {
                    list[at] = value;
                    return;
                }

                parent = list[at] as JsonObject ?? throw Refused(option, string.Join('.', segments), $"{name}[{at}] has no fields", "shorten the path");
            }
            else
            {
                parent[name] ??= new JsonObject();
                parent = parent[name] as JsonObject ?? throw Refused(option, string.Join('.', segments), $"{name} has no fields", "shorten the path");
            }
        }
    }

    private static ManifestException Refused(string option, string path, string problem, string fix) =>
        new(option, [new ManifestProblem(path, problem, fix)], new Dictionary<string, SourcePosition>());
}
