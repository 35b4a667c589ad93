using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Datasets;

/// <summary>One dataset for many trials: where the number of images is searched, the largest is built and a trial takes the first images of
/// it.</summary>
public static class DatasetPlan
{
    private const string Images = "dataset.imagesPerClass.";
    private const string Field = "dataset.slices.fieldOfViewNm";

    /// <summary>The dataset section to build for a trial: as many images, and as large a box, as any trial of the study asks for.</summary>
    /// <remarks>Boxes follow the study's largest field, so that trials at different fields look at the same structures.</remarks>
    /// <param name="trialDataset">The study's section with the trial's parameters filled in.</param>
    public static DatasetSpec StoredRecipe(DatasetSpec trialDataset, StudySpec study)
    {
        ArgumentNullException.ThrowIfNull(trialDataset);
        ArgumentNullException.ThrowIfNull(study);
        var images = trialDataset.ImagesPerClass;
        var own = trialDataset.Slices.FieldOfViewNm;
        var field = Largest(study, Field, Math.Max(own, study.Dataset.Slices.FieldOfViewNm), own);
        return trialDataset with
        {
            ImagesPerClass = new ImagesPerClassSpec
            {
                Train = Count(study, SplitKind.Train, images),
                Validation = Count(study, SplitKind.Validation, images),
                Evaluation = Count(study, SplitKind.Evaluation, images),
            },
            Classes = [.. trialDataset.Classes.Select(c => DatasetRecipe.WithBox(c, field))],
        };
    }

    /// <summary>The trial's own images out of the stored ones.</summary>
    /// <exception cref="ArgumentException">The stored dataset has fewer images than the trial asks for.</exception>
    public static Dataset Subset(DatasetSpec trialDataset, Dataset stored)
    {
        ArgumentNullException.ThrowIfNull(trialDataset);
        ArgumentNullException.ThrowIfNull(stored);
        var classes = stored.Manifest.Classes.Count;
        return stored with
        {
            Train = Take(stored.Train, SplitKind.Train),
            Validation = Take(stored.Validation, SplitKind.Validation),
            Evaluation = Take(stored.Evaluation, SplitKind.Evaluation),
        };

        Slices.ImageSet Take(Slices.ImageSet images, SplitKind split)
        {
            var count = trialDataset.ImagesPerClass.Of(split) * classes;
            return count <= images.Count
                ? images.Take(count)
                : throw new ArgumentException(
                    $"the dataset holds {images.Count / classes} {split.Word()} images per class, the trial asks for {count / classes}");
        }
    }

    private static int Count(StudySpec study, SplitKind split, ImagesPerClassSpec trial) =>
        (int)Math.Min(
            int.MaxValue,
            Largest(study, Images + split.Word(), Math.Max(trial.Of(split), study.Dataset.ImagesPerClass.Of(split)), trial.Of(split)));

    // A conditional parameter leaves the study's own value to the trials that do not have it; an unconditional one replaces it always.
    private static double Largest(StudySpec study, string path, double withBase, double trial)
    {
        var parameters = study.Search.Parameters.Where(p => p.Path == path).ToArray();
        if (parameters.Length == 0) return trial;
        var start = parameters.All(p => p.When is { Count: > 0 }) ? withBase : trial;
        return parameters.Aggregate(start, (largest, p) => Math.Max(largest, LargestValue(p)));
    }

    private static double LargestValue(ParameterSpec parameter) =>
        parameter.Int is { } range ? Reachable(range)
        : parameter.Double is { } real ? real.Max
        : parameter.Choice?.Where(IsNumber).Select(v => v.Deserialize<double>()).DefaultIfEmpty(0).Max() ?? 0;

    private static double Reachable(IntRange range) =>
        range.Scale == "log" || range.Step < 1 ? range.Max : range.Min + ((range.Max - range.Min) / range.Step * range.Step);

    private static bool IsNumber(JsonValue value) => value.GetValueKind() == JsonValueKind.Number;
}
