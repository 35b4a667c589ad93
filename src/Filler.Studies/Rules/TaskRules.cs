using Filler.Api;

namespace Filler.Studies;

/// <summary>The task, its metrics and the targets belong together.</summary>
internal static class TaskRules
{
    private static readonly string[] All = [Tasks.Classification, Tasks.Regression, Tasks.SuperResolution];

    public static IEnumerable<ManifestProblem> Check(StudySpec spec)
    {
        var metrics = Tasks.MetricsOf(spec.Task);
        if (!metrics.Contains(spec.Objective.Metric)) yield return Foreign("spec.objective.metric", spec.Objective.Metric);
        for (var i = 0; i < spec.Objectives.Count; i++)
        {
            if (spec.Objectives[i].Metric is var metric && Measures.IsMetric(metric) && !metrics.Contains(metric)) yield return Foreign($"spec.objectives[{i}].metric", metric);
        }

        var targets = 0;
        for (var i = 0; i < spec.Dataset.Classes.Count; i++)
        {
            var c = spec.Dataset.Classes[i];
            targets += c.Target is null ? 0 : 1;
            if (TargetRanges.Fault(c) is var (problem, fix))
            {
                yield return new ManifestProblem($"spec.dataset.classes[{i}].range", problem, fix);
                continue;
            }

            if (spec.Task == Tasks.Regression && c.Target is null)
                yield return new ManifestProblem($"spec.dataset.classes[{i}].target", $"'{c.Name}' has no target to predict", "write its number, e.g. target: 0.15");
            else if (spec.Task != Tasks.Regression && c.Target is not null)
                yield return new ManifestProblem($"spec.dataset.classes[{i}].target", $"a target is nothing to a {spec.Task}", "write spec.task: regression, or leave it out");
        }

        if (spec.Task == Tasks.Regression && targets == spec.Dataset.Classes.Count && spec.Dataset.Classes.Select(c => c.Target).Distinct().Count() == 1)
            yield return new ManifestProblem("spec.dataset.classes", "all targets are equal: nothing to predict", "give at least two different targets");

        ManifestProblem Foreign(string path, string metric) =>
            new(path, $"{metric} is no metric of a {spec.Task}", $"write one of: {string.Join(", ", metrics)}{(OwnerOf(metric) is { } owner ? $", or spec.task: {owner}" : "")}");
    }

    // Loss is every task's, and so says nothing of which is meant.
    private static string? OwnerOf(string metric) => All.Where(t => Tasks.MetricsOf(t).Contains(metric)).ToList() is [var one] ? one : null;
}
