using Filler.Api;

namespace Filler.Studies;

/// <summary>What a manifest must hold beyond the types and ranges of its fields, which its reader checks: everything that takes two fields to see.</summary>
public static class StudyRules
{
    /// <returns>Every problem, in the manifest's order of sections; empty for a manifest that can be run.</returns>
    public static IReadOnlyList<ManifestProblem> Check(StudySpec spec) =>
        [.. TaskRules.Check(spec), .. SuperResolutionRules.Check(spec), .. Objective(spec), .. Objectives(spec), .. DatasetRules.Check(spec), .. ModelRules.Check(spec), .. TrainingRules.Check(spec), .. SearchSpaces.From(spec).Problems, .. Inheritance(spec), .. Pruning(spec), .. Budget(spec), .. PodTemplateRules.Check(spec)];

    private static IEnumerable<ManifestProblem> Objective(StudySpec spec)
    {
        if (spec.Objective.Goal is not { } goal) yield break;
        if (spec.Objective.Metric == Metrics.Psnr)
        {
            if (!(goal > 0)) yield return new ManifestProblem("spec.objective.goal", $"{goal:R} dB is an error as large as the image", "write a PSNR in dB, e.g. 30");
        }
        else if (Metrics.HigherIsBetter(spec.Objective.Metric) && goal is not (> 0 and <= 1))
            yield return new ManifestProblem("spec.objective.goal", $"{goal:R} is no share", $"write {spec.Objective.Metric} as a share above 0 and up to 1, e.g. 0.95");
        else if (!Metrics.HigherIsBetter(spec.Objective.Metric) && !(goal >= 0))
            yield return new ManifestProblem("spec.objective.goal", $"{goal:R} is a loss that no network reaches", "write a loss of 0 or more");
    }

    private static IEnumerable<ManifestProblem> Objectives(StudySpec spec)
    {
        var measures = spec.Objectives.Select(o => o.Metric).ToList();
        if (measures.Count == 0) yield break;
        for (var i = 0; i < measures.Count; i++)
        {
            if (measures.IndexOf(measures[i]) < i) yield return new ManifestProblem($"spec.objectives[{i}].metric", $"{measures[i]} stands twice", "keep one of the two");
        }

        if (measures.Count is not (2 or 3)) yield return new ManifestProblem("spec.objectives", $"{measures.Count} {(measures.Count == 1 ? "objective" : "objectives")}", "name two or three, or none and objective alone");
        if (!measures.Contains(spec.Objective.Metric))
            yield return new ManifestProblem("spec.objectives", $"objective.metric {spec.Objective.Metric} is not among them", $"add {{ metric: {spec.Objective.Metric} }}, or write one of them as objective.metric");
    }

    private static IEnumerable<ManifestProblem> Inheritance(StudySpec spec)
    {
        if (spec.Search is { InheritWeights: true, Algorithm: not "genetic" })
            yield return new ManifestProblem("spec.search.inheritWeights", $"{spec.Search.Algorithm} proposes from no parents", "write algorithm: genetic, or leave inheritWeights out");
    }

    private static IEnumerable<ManifestProblem> Pruning(StudySpec spec)
    {
        var pruning = spec.Search.Pruning;
        var epochs = SearchedValues.Range(spec, "training.epochs")?.High ?? spec.Training.Epochs;
        if (pruning.Algorithm is "asha" or "hyperband" && pruning.MinEpochs >= epochs)
        {
            yield return new ManifestProblem(
                "spec.search.pruning.minEpochs",
                $"{pruning.MinEpochs} leaves nothing to prune: a full trial has {epochs:R} epochs",
                epochs > 1 ? $"write a value below {epochs:R}, or algorithm: none" : "write algorithm: none, or more epochs");
        }
    }

    private static IEnumerable<ManifestProblem> Budget(StudySpec spec)
    {
        var search = spec.Search;
        if (search.Repeats > StudyBudget.MaxTrials(spec))
            yield return new ManifestProblem("spec.search.repeats", $"{search.Repeats} is more than maxTrials {StudyBudget.MaxTrials(spec)}", $"write maxTrials of at least {search.Repeats}, or fewer repeats");
        else if (StudyBudget.ReservedForBest(spec) >= StudyBudget.MaxTrials(spec))
            yield return new ManifestProblem("spec.search.repeatBest", $"{search.RepeatBest} of {search.Repeats} seeds each leave nothing of maxTrials {StudyBudget.MaxTrials(spec)} to search with", $"write maxTrials above {StudyBudget.ReservedForBest(spec) + 1}, or repeat fewer");
    }
}
