using Filler.Api;
using Filler.Cli.Screens;
using Filler.Studies;

namespace Filler.Cli.Running;

/// <summary>Draws the view of a run from its records and slots.</summary>
internal sealed class RunProgress(TimeProvider time)
{
    private readonly long began = time.GetTimestamp();
    private readonly Dictionary<string, DatasetView> datasets = [];

    public void Take(RunFact fact)
    {
        switch (fact)
        {
            case DatasetProgressed made:
                datasets[made.Key] = new DatasetView(made.Key, made.Stage, made.Share);
                break;
            case DatasetReady ready:
                datasets.Remove(ready.Key);
                break;
            case DatasetRefused refused:
                datasets.Remove(refused.Key);
                break;
        }
    }

    public RunView View(Study study, IReadOnlyList<Trial> trials, Attempts attempts)
    {
        var byNumber = trials.ToDictionary(t => t.Spec.Number);
        return new RunView
        {
            Study = study.Metadata.Name,
            Metric = study.Spec.Objective.Metric,
            Elapsed = time.GetElapsedTime(began),
            Trials = study.Status?.Trials ?? new TrialCounts(),
            Budget = StudyBudget.ExpectedTrials(study.Spec),
            Best = study.Status?.Best,
            Running = [.. attempts.Slots.Where(s => byNumber[s.Number].Status.Exit is null).OrderBy(s => s.Number).Select(s => View(byNumber[s.Number], s))],
            Datasets = [.. datasets.Values],
        };
    }

    private static RunningTrialView View(Trial trial, Slot slot) => RunningTrialView.Of(
        trial,
        slot.Alive.Epoch == trial.Status.Epochs.Count + 1 ? slot.Alive.Share : 0,
        slot.StopAsked ? "stopping" : slot.Worker is null ? "waits for images" : slot.Started is null ? "starting" : null);
}
