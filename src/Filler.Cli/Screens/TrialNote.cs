using Filler.Api;

namespace Filler.Cli.Screens;

/// <summary>One line about what became of a trial.</summary>
internal static class TrialNote
{
    public static string Started(Trial trial) => trial.Status.Attempt == 1
        ? $"trial {trial.Spec.Number} starts: {(trial.Spec.Repeat > 0 ? $"{trial.Spec.Explanation}, " : "")}{ParameterText.Of(trial.Spec.Parameters)}"
        : $"trial {trial.Spec.Number} goes on after epoch {trial.Status.Epochs.Count} (attempt {trial.Status.Attempt})";

    public static string Settled(Study study, Trial trial)
    {
        var metric = study.Spec.Objective.Metric;
        var text = $"trial {trial.Spec.Number} {trial.Status.Phase.ToString().ToLowerInvariant()}";
        return trial.Status switch
        {
            { Phase: TrialPhase.Succeeded, Result: { } result, ReusedFrom: { } origin } =>
                $"{text}: {metric} {result.ValidationMetric:0.0000}, {result.Architecture}, taken over from trial {origin.Trial} of study {origin.Study}",
            { Phase: TrialPhase.Succeeded, Result: { } result } =>
                $"{text}: {metric} {result.ValidationMetric:0.0000}, {result.Architecture}, {result.Epochs.Count} epochs in {Span.Of(TimeSpan.FromSeconds(result.TrainSeconds))}",
            { Epochs: { Count: > 0 } epochs } => $"{text} after epoch {epochs.Count} at {metric} {epochs[^1].Metric(metric):0.0000}: {trial.Status.Message}",
            _ => $"{text}: {trial.Status.Message}",
        };
    }
}
