using Filler.Api;
using Filler.Cli.Comparing;
using Filler.Studies;

namespace Filler.Cli.Reports;

/// <summary>Everything that a report is made from, read into memory.</summary>
internal sealed record RunContent
{
    public required Study Study { get; init; }

    /// <summary>In order of their numbers.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>The datasets that the trials used, smallest field of view first; empty while none is built.</summary>
    public IReadOnlyList<DatasetSample> Datasets { get; init; } = [];

    /// <summary>One for each class whose structure was fitted to a measured curve.</summary>
    public IReadOnlyList<FittedCurve> Fits { get; init; } = [];

    /// <summary>Share of the objective's variation by parameter path; empty where too few trials finished to tell.</summary>
    public IReadOnlyDictionary<string, double> Importance { get; init; } = new Dictionary<string, double>();

    /// <summary>The best trial against the next best configurations on the same evaluation images, the runner-up first; empty where nothing can be compared.</summary>
    public IReadOnlyList<TrialComparison> Comparisons { get; init; } = [];

    /// <summary>The best network against the best that is no network; null where the study did not try both.</summary>
    public OtherKind? OtherKind { get; init; }

    /// <summary>Images that the best network of a super-resolution restored; null for other tasks, or where they are not in the store.</summary>
    public RestoredSample? Restored { get; init; }

    /// <summary>The command that runs this study once more beside itself, to be ended by <c>--set</c> options, for suggestion 1, 2, …; null where nobody knows it.</summary>
    public Func<int, string>? Again { get; init; }

    /// <summary>What a later study beside this one calls it in <c>search.warmStart</c>; null where nobody knows.</summary>
    public string? Itself { get; init; }

    /// <summary>Version of this program, for the page's foot.</summary>
    public required string Software { get; init; }

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset Made { get; init; }
}
