using Filler.Api;
using Filler.Cli.Records;

namespace Filler.Cli.Cluster;

/// <summary>Where a study in a cluster keeps its record, and what to type next.</summary>
internal static class ClusterPlaces
{
    public static RunPlaces Of(Study study)
    {
        var (name, space) = (study.Metadata.Name, study.Metadata.NamespaceProperty);
        var places = new List<(string What, string Where)> { ("record", $"kubectl -n {space} get study {name} -o yaml") };
        if (study.Status?.Best?.Checkpoint is { } checkpoint) places.Add(("weights", checkpoint));
        var next = StudyEnded(study) ? $"{TypedName.Filler} report {name} -n {space}" : $"{TypedName.Filler} status {name} -n {space} --watch";
        return new RunPlaces(places, next);
    }

    private static bool StudyEnded(Study study) => study.Status?.FinishTime is not null;
}
