using Filler.Api;
using Filler.Cli.Screens;
using Filler.Studies;

namespace Filler.Cli.Cluster;

/// <summary>A study in a cluster as the screens of local runs show it.</summary>
internal static class ClusterView
{
    public static RunView Of(Study study, IReadOnlyList<Trial> trials, DateTimeOffset now) => new()
    {
        Study = study.Metadata.Name,
        Metric = study.Spec.Objective.Metric,
        Elapsed = study.Status?.StartTime is { } began ? (study.Status.FinishTime ?? now) - began : TimeSpan.Zero,
        Trials = study.Status?.Trials ?? new TrialCounts(),
        Budget = StudyBudget.ExpectedTrials(study.Spec),
        Best = study.Status?.Best,
        Running = [.. trials.Where(t => TrialRecord.IsUnderWay(t.Status)).Select(Running)],
        Datasets = [],
    };

    private static RunningTrialView Running(Trial trial)
    {
        var epochs = trial.Status.Epochs;
        var wanted = trial.Spec.FullEpochs;
        TimeSpan? left = epochs.Count == 0 ? null : TimeSpan.FromSeconds(epochs.TakeLast(3).Average(e => e.Seconds) * Math.Max(0, wanted - epochs.Count));
        return new RunningTrialView(
            trial.Spec.Number,
            ParameterText.Of(trial.Spec.Parameters),
            epochs.Count,
            wanted,
            epochs.Count == 0 ? null : epochs[^1].Metric(trial.Spec.Metric),
            left,
            trial.Status.Stop is not null ? "stopping" : epochs.Count == 0 ? "starting" : null);
    }
}
