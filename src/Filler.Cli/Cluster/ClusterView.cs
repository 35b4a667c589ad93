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

    private static RunningTrialView Running(Trial trial) =>
        RunningTrialView.Of(trial, share: 0, trial.Status.Stop is not null ? "stopping" : trial.Status.Conditions.Count > 0 ? trial.Status.Conditions[0].Reason : trial.Status.Epochs.Count == 0 ? "starting" : null);
}
