using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Filler.Cluster.Tests.CrashPoints;

/// <summary>
/// All that a study leaves behind, as lines of text that are equal for equal states: the whole Study, Trials and Pods, and every blob with its digest.
/// What may differ between two runs is named here and nothing else: times, and identities that the API server draws.
/// </summary>
public sealed class FinalState
{
    private static readonly HashSet<string> MayDiffer =
    [
        "resourceVersion", "creationTimestamp", "managedFields", "selfLink",
        "startTime", "finishTime", "attemptTime", "lastTransitionTime", "startedAt", "finishedAt",
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private FinalState(IReadOnlyList<string> lines) => Lines = lines;

    public IReadOnlyList<string> Lines { get; }

    /// <param name="objects">In an order that follows from their names.</param>
    /// <param name="blobs">Key and content.</param>
    /// <param name="namespace">Each run has its own.</param>
    /// <param name="store">Each run has its own; a dataset's key follows from it.</param>
    public static FinalState Of(IReadOnlyList<JsonObject> objects, IEnumerable<(string Key, string Content)> blobs, string @namespace, string store)
    {
        var drawn = objects.ToDictionary(o => (string)o["metadata"]!["uid"]!, o => $"uid of {o["kind"] ?? "Pod"} {o["metadata"]!["name"]}");
        (drawn[@namespace], drawn[store]) = ("NAMESPACE", "STORE");
        foreach (var dataset in objects.Select(o => (string?)o["metadata"]!["labels"]?["filler.dev/dataset"]).OfType<string>()) drawn[dataset] = "DATASET";
        var lines = objects.Select(o => (JsonObject)o.DeepClone()).Select(Scrubbed).SelectMany(o => Plain(o.ToJsonString(Indented)).Split('\n'))
            .Concat(blobs.Select(b => $"blob {Plain(b.Key)} {Digest(Plain(b.Content))}").Order(StringComparer.Ordinal));
        return new FinalState([.. lines]);

        string Plain(string text) => drawn.Aggregate(text, (t, d) => t.Replace(d.Key, d.Value, StringComparison.Ordinal));
    }

    /// <summary>The first lines that differ, with what stands around them; null where nothing does.</summary>
    public string? DifferenceFrom(FinalState expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        for (var i = 0; i < Math.Max(Lines.Count, expected.Lines.Count); i++)
        {
            if (i < Lines.Count && i < expected.Lines.Count && Lines[i] == expected.Lines[i]) continue;
            return $"line {i}:\nexpected:\n{Around(expected.Lines, i)}\nis:\n{Around(Lines, i)}";
        }

        return null;
    }

    private static string Around(IReadOnlyList<string> lines, int at) => string.Join('\n', lines.Skip(Math.Max(0, at - 12)).Take(20));

    private static JsonObject Scrubbed(JsonObject json)
    {
        foreach (var (name, value) in json.ToList())
        {
            if (MayDiffer.Contains(name)) json.Remove(name);
            else if (value is JsonObject inner) Scrubbed(inner);
            else if (value is JsonArray list)
            {
                foreach (var item in list.OfType<JsonObject>()) Scrubbed(item);
            }
        }

        return json;
    }

    private static string Digest(string content) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)))[..16];
}
