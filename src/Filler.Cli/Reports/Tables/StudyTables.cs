using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>
/// The source paper's tables (Hagita), where the study is such a grid: table 1, field of view × number of images; table 2, architecture C{n}F{m}.
/// </summary>
internal static class StudyTables
{
    public static IReadOnlyList<StudyTable> Of(StudySpec spec, IReadOnlyList<Trial> trials)
    {
        // They count answers; a regression has none to count.
        if (spec.Search.Algorithm != "grid" || spec.Task != Tasks.Classification) return [];
        HashSet<string> paths = [.. spec.Search.Parameters.Select(p => p.Path)];
        if (paths.Count == 0) return [];
        if (paths.IsSubsetOf([ManifestPaths.FieldOfView, ManifestPaths.TrainImages, ManifestPaths.ValidationImages])) return [ByImages(spec, trials)];
        if (paths.IsSubsetOf([ManifestPaths.ConvLayers, ManifestPaths.DenseLayers])) return [ByArchitecture(spec, trials)];
        return [];
    }

    private static StudyTable ByImages(StudySpec spec, IReadOnlyList<Trial> trials) => new(
        "Correct answers by field of view and number of images",
        ["Field of view", "Images per class"],
        Names(spec),
        [.. trials
            .GroupBy(t => (t.Spec.Dataset.Slices.FieldOfViewNm, t.Spec.Dataset.ImagesPerClass.Train, t.Spec.Dataset.ImagesPerClass.Validation))
            .OrderBy(g => g.Key)
            .Select(g => Row(spec, [$"({g.Key.FieldOfViewNm:0.##} nm)²", $"{g.Key.Train}+{g.Key.Validation}"], [.. g]))]);

    private static StudyTable ByArchitecture(StudySpec spec, IReadOnlyList<Trial> trials) => new(
        "Correct answers by network",
        ["Network"],
        Names(spec),
        [.. trials
            .GroupBy(t => (t.Spec.Model.ConvLayers, t.Spec.Model.DenseLayers))
            .OrderBy(g => g.Key)
            .Select(g => Row(spec, [$"C{g.Key.ConvLayers}F{g.Key.DenseLayers}"], [.. g]))]);

    private static StudyTableRow Row(StudySpec spec, string[] labels, Trial[] trials)
    {
        var matrices = trials.Select(t => t.Status.Result?.ConfusionMatrix).OfType<IReadOnlyList<IReadOnlyList<int>>>().ToList();
        return new StudyTableRow(
            [.. trials.Select(t => t.Spec.Number).Order()],
            labels,
            matrices.Count == 0
                ? []
                : [.. Names(spec).Select((name, i) => ClassCount.Of(name, [.. matrices.Select(m => m[i][i])], matrices[0][i].Sum()))]);
    }

    private static string[] Names(StudySpec spec) => [.. spec.Dataset.Classes.Select(c => c.Name)];
}
