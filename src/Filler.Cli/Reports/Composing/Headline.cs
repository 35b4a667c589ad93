using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>The user's question answered in a sentence.</summary>
internal static class Headline
{
    public static string Sentence(ReportBest? best, IReadOnlyList<ReportTrial> records)
    {
        if (best is null)
        {
            var unfinished = records.Count(r => r.Phase is TrialPhase.Pending or TrialPhase.Running or TrialPhase.Paused);
            return records.Count == 0 ? "No trial has been started yet."
                : unfinished > 0
                ? $"No network has been evaluated yet: {Figures.Count(unfinished, "trial")} still to finish."
                : "No network could be evaluated.";
        }

        if (best.Regression is { } regression) return RegressionWords.Sentence(best.Architecture, regression);
        if (best.SuperResolution is { } restored) return SuperResolutionWords.Sentence(best.Architecture, restored);

        // Every class has as many evaluation images as another.
        var chance = 1.0 / best.PerClass.Count;
        if (best.Low <= chance)
        {
            return $"No model told the {Figures.Word(best.PerClass.Count)} morphologies apart: the best, {best.Architecture}, is right in {Figures.Percent(best.Accuracy)} % "
                + $"of {best.Total:N0} unseen slices (95 % interval {Figures.Percent(new Interval(best.Low, best.High))}), guessing in {Figures.Percent(chance)} %.";
        }

        return $"{best.Architecture} tells the {Figures.Word(best.PerClass.Count)} morphologies apart in {Figures.Percent(best.Accuracy)} % "
            + $"of {best.Total:N0} unseen slices (95 % interval {Figures.Percent(new Interval(best.Low, best.High))}).";
    }

    public static string Lead(ReportBest? best, StudySpec spec)
    {
        if (best is null) return "The best configuration appears here as soon as a trial has been trained to its end and evaluated.";
        var hardest = best.PerClass.MinBy(c => c.Accuracy);
        var sentence = best.Regression is { } regression ? RegressionWords.Lead(regression)
            : best.SuperResolution is { } restored ? SuperResolutionWords.Lead(restored)
            : hardest is null || best.PerClass.All(c => c.Correct == c.Total) ? "Every slice of every class was told right."
            : $"{hardest.Name} is the hardest class: {hardest.Correct:N0} of {hardest.Total:N0} told right{Confusion(best, hardest.Name)}.";
        sentence += Images(best);
        return spec.Objective.Goal is { } goal
            ? $"{sentence} The goal of {Figures.Short(goal)} on validation was {(Reached(best, spec.Objective, goal) ? "reached" : "not reached")}."
            : sentence;
    }

    // Where the images themselves were searched, they are half of the answer: how many, and of what field of view.
    private static string Images(ReportBest best)
    {
        string[] parts =
        [
            .. Searched(best, ManifestPaths.FieldOfView) is { } field ? [$"a field of view of {Figures.Short(field)} nm"] : Array.Empty<string>(),
            .. Searched(best, ManifestPaths.TrainImages) is { } images ? [$"{images:N0} training images per class"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "" : $" That takes {string.Join(" and ", parts)}.";
    }

    private static double? Searched(ReportBest best, string path) => best.Parameters.TryGetValue(path, out var value) ? ParameterLines.Number(value) : null;

    private static bool Reached(ReportBest best, ObjectiveSpec objective, double goal) =>
        Metrics.HigherIsBetter(objective.Metric) ? best.ValidationMetric >= goal : best.ValidationMetric <= goal;

    private static string Confusion(ReportBest best, string name)
    {
        var row = best.PerClass.ToList().FindIndex(c => c.Name == name);
        var wrong = best.ConfusionMatrix[row].Select((count, column) => (count, column)).Where(x => x.column != row).MaxBy(x => x.count);
        return $", {wrong.count:N0} taken for {best.PerClass[wrong.column].Name}";
    }
}
