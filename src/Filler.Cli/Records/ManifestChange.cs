using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Studies;

namespace Filler.Cli.Records;

/// <summary>What may change between two commands on one run folder: budget, goal, parallelism, retries. What the finished trials mean may not.</summary>
internal static class ManifestChange
{
    /// <summary>The recorded study with what the manifest may change.</summary>
    /// <exception cref="CommandFailure">The manifest changes a frozen field, or names another study.</exception>
    public static Study Take(Study recorded, Study manifest, RunFolder folder)
    {
        if (recorded.Metadata.Name != manifest.Metadata.Name)
            throw Refused(folder, "metadata.name", recorded.Metadata.Name, manifest.Metadata.Name);
        var before = JsonSerializer.SerializeToNode(recorded.Spec, FillerJson.Options);
        var now = JsonSerializer.SerializeToNode(manifest.Spec, FillerJson.Options);
        if (FrozenSections.FirstDifference(FrozenSections.Of(recorded.Spec), manifest.Spec) is { } difference) throw Refused(folder, difference.Path, difference.Before, difference.Now);

        // A finished study with another budget is judged anew; one that nothing changed stays finished.
        return JsonNode.DeepEquals(before, now) ? recorded : recorded with { Spec = manifest.Spec, Status = null };
    }

    private static CommandFailure Refused(RunFolder folder, string field, string before, string now) => new(
        ExitCode.BadInput,
        $"{field}: {folder.Path} holds a run with {before}, the manifest says {now}, and its finished trials would no longer compare; choose another --run-folder, or delete {folder.Path}");
}
