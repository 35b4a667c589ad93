using Filler.Api;
using Filler.Studies;

namespace Filler.Cli.Reports;

/// <summary>Finished trials as lines along one searched field: one line for each combination of the other searched parameters.</summary>
internal static class ShareLines
{
    /// <returns>Empty for a study that did not search the field, or that counts no right answers.</returns>
    /// <param name="field"><see cref="ManifestPaths.TrainImages"/> or <see cref="ManifestPaths.FieldOfView"/>.</param>
    public static IReadOnlyList<ShareLine> Along(string field, StudySpec spec, IReadOnlyList<Trial> trials)
    {
        if (spec.Task != Tasks.Classification || !spec.Search.Parameters.Any(p => p.Path == field)) return [];
        var others = spec.Search.Parameters.Where(p => p.Path != field && p.Path != ManifestPaths.ValidationImages).ToList();
        var labels = ParameterLines.Of(others, new Dictionary<string, double>());
        var finished = trials.Where(t => t.Status.Result is { ConfusionMatrix.Count: > 0 }).ToList();
        ShareLine[] lines =
        [
            .. finished
                .GroupBy(t => string.Join(", ", labels.Select(l => Word(l, t.Spec.Parameters))), StringComparer.Ordinal)
                .Select(g => new ShareLine(g.Key, [.. g.GroupBy(t => At(field, t)).OrderBy(p => p.Key).Select(p => Point(p.Key, [.. p], spec.Objective.Metric))])),
        ];
        var compared = lines.Where(l => l.Points.Count > 1).Sum(l => l.Points.Sum(p => p.Trials.Count));
        return 2 * compared >= finished.Count ? lines : OfTheBest(field, spec, finished);
    }

    /// <summary>Of several lines the one that reaches the most: the others are the same question asked of a worse choice. Null where none has two points.</summary>
    public static ShareLine? Leading(IReadOnlyList<ShareLine> lines) => lines.Where(l => l.Points.Count > 1).MaxBy(l => l.Best.Share.Accuracy);

    // A search that hardly tries one network twice: the best that it found for each value, chosen by validation as ever.
    private static ShareLine[] OfTheBest(string field, StudySpec spec, IReadOnlyList<Trial> finished)
    {
        var metric = spec.Objective.Metric;
        SharePoint[] points =
        [
            .. finished
                .GroupBy(t => At(field, t))
                .OrderBy(g => g.Key)
                .Select(g => Point(g.Key, [g.OrderBy(t => Metrics.ToCost(metric, t.Status.Result!.ValidationMetric)).ThenBy(t => t.Spec.Number).First()], metric)),
        ];
        return points.Length > 1 ? [new ShareLine("the best network found for each", points)] : [];
    }

    private static double At(string field, Trial trial) =>
        field == ManifestPaths.FieldOfView ? trial.Spec.Dataset.Slices.FieldOfViewNm : trial.Spec.Dataset.ImagesPerClass.Train;

    private static SharePoint Point(double at, IReadOnlyList<Trial> trials, string metric)
    {
        var counts = trials.Select(t => Count(t.Status.Result!.ConfusionMatrix, metric)).ToList();
        return new SharePoint(
            at,
            new LearningPoint(trials[0].Spec.Dataset.ImagesPerClass.Train, [.. counts.Select(c => c.Correct)], counts[0].Total),
            [.. trials.OrderBy(t => Metrics.ToCost(metric, t.Status.Result!.ValidationMetric)).ThenBy(t => t.Spec.Number).Select(t => t.Spec.Number)]);
    }

    /// <summary>Of all evaluation images, or of the class that fares worst where the objective is that one.</summary>
    private static (int Correct, int Total) Count(IReadOnlyList<IReadOnlyList<int>> matrix, string metric) => metric == Metrics.WorstClassAccuracy
        ? matrix.Select((row, i) => (row[i], row.Sum())).MinBy(c => c.Item1 / (double)c.Item2)
        : (matrix.Select((row, i) => row[i]).Sum(), matrix.Sum(row => row.Sum()));

    private static string Word(ReportParameter parameter, Parameters values) => !values.TryGetValue(parameter.Path, out var value) ? $"no {parameter.Label}"
        : parameter.Path == ManifestPaths.FieldOfView ? $"({ParameterText.Of(value)} nm)²"
        : parameter.Path == ManifestPaths.TrainImages ? $"{ParameterText.Of(value)} images per class"
        : $"{parameter.Label} {ParameterText.Of(value)}";
}
