using Filler.Api;
using Filler.Cli.Records;

namespace Filler.Cli.Screens;

/// <summary>The answer for machines: <c>--output json</c>.</summary>
internal sealed record ResultDocument
{
    public required string Study { get; init; }

    /// <summary>Complete, Failed or Unfinished (stopped, suspended or under way).</summary>
    public required string State { get; init; }

    public string? Message { get; init; }

    public required TrialCounts Trials { get; init; }

    public BestTrial? Best { get; init; }

    /// <summary>Null for a study of one objective.</summary>
    public StudyFront? Front { get; init; }

    /// <summary>Where everything lies; absolute. Empty for a study in a cluster.</summary>
    public required IReadOnlyDictionary<string, string> Paths { get; init; }

    public static ResultDocument Of(Study study, RunFolder folder)
    {
        var paths = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["run"] = Path.GetFullPath(folder.Path),
            ["study"] = Path.GetFullPath(folder.Study),
            ["store"] = folder.Store(study),
        };
        if (File.Exists(folder.Report)) paths["report"] = Path.GetFullPath(folder.Report);
        if (study.Status?.Best?.Checkpoint is { } checkpoint) paths["checkpoint"] = Path.Combine(folder.Store(study), checkpoint);
        return Of(study, paths);
    }

    public static ResultDocument Of(Study study, IReadOnlyDictionary<string, string> paths) => new()
    {
        Study = study.Metadata.Name,
        State = StudyState.Of(study),
        Message = study.Status?.Message,
        Trials = study.Status?.Trials ?? new TrialCounts(),
        Best = study.Status?.Best,
        Front = study.Status?.Front,
        Paths = paths,
    };
}
