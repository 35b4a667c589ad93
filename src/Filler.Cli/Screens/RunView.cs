using Filler.Api;

namespace Filler.Cli.Screens;

/// <summary>How a run stands at one moment.</summary>
internal sealed record RunView
{
    public required string Study { get; init; }

    public required string Metric { get; init; }

    /// <summary>Since this command began.</summary>
    public required TimeSpan Elapsed { get; init; }

    public required TrialCounts Trials { get; init; }

    /// <summary>Trials that the study comes to unless something ends it earlier; null where nobody can tell.</summary>
    public int? Budget { get; init; }

    public BestTrial? Best { get; init; }

    public required IReadOnlyList<RunningTrialView> Running { get; init; }

    /// <summary>Datasets in the making.</summary>
    public required IReadOnlyList<DatasetView> Datasets { get; init; }

    /// <summary>Trials that will not run again.</summary>
    public int Done => Trials.Succeeded + Trials.Pruned + Trials.Failed;
}

/// <summary>One attempt under way.</summary>
/// <param name="Epochs">Epochs done; the share of the one under way counts.</param>
/// <param name="Metric">After the last whole epoch; null before the first.</param>
/// <param name="Left">Until its last epoch at the pace so far; pruning may end it sooner. Null while the pace is unknown.</param>
/// <param name="State">A word where it is not training: waits for images, starting, stopping.</param>
internal sealed record RunningTrialView(int Number, string Parameters, double Epochs, int EpochsWanted, double? Metric, TimeSpan? Left, string? State)
{
    /// <param name="trial">With the study's sections filled in.</param>
    /// <param name="share">Of the epoch under way, 0 to 1.</param>
    public static RunningTrialView Of(Trial trial, double share, string? state)
    {
        var (epochs, wanted) = (trial.Status.Epochs, trial.Spec.FullEpochs);
        var done = epochs.Count + share;
        // The last three epochs: pace changes when a neighbour starts or ends.
        TimeSpan? left = epochs.Count == 0 ? null : TimeSpan.FromSeconds(epochs.TakeLast(3).Average(e => e.Seconds) * Math.Max(0, wanted - done));
        return new RunningTrialView(trial.Spec.Number, ParameterText.Of(trial.Spec.Parameters), done, wanted, epochs.Count == 0 ? null : epochs[^1].Metric(trial.Spec.Metric), left, state);
    }
}

/// <param name="Share">0 to 1.</param>
internal sealed record DatasetView(string Digest, string Stage, double Share);
