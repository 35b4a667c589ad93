using System.Text.Json;
using System.Text.Json.Nodes;

namespace Filler.Api;

/// <summary>Which one dataset serves many trials: every executor asks for the same.</summary>
public static class DatasetSharing
{
    private const string Images = "dataset.imagesPerClass.";
    private const string Field = "dataset.slices.fieldOfViewNm";

    // A plane's farthest corners are √2 fields apart: in twice the field no image meets its own periodic copy, whatever its direction.
    public const double BoxPerField = 2;

    /// <summary>The dataset section to build for a trial: as many images, and as large a box, as any trial of the study asks for.</summary>
    /// <remarks>Boxes follow the study's largest field, so that trials at different fields look at the same structures.</remarks>
    /// <param name="trialDataset">The study's section with the trial's parameters filled in.</param>
    public static DatasetSpec StoredRecipe(DatasetSpec trialDataset, StudySpec study)
    {
        ArgumentNullException.ThrowIfNull(trialDataset);
        ArgumentNullException.ThrowIfNull(study);
        var (images, all) = (trialDataset.ImagesPerClass, study.Dataset.ImagesPerClass);
        var own = trialDataset.Slices.FieldOfViewNm;
        var field = Largest(study, Field, Math.Max(own, study.Dataset.Slices.FieldOfViewNm), own);
        return trialDataset with
        {
            ImagesPerClass = new ImagesPerClassSpec
            {
                Train = Count(study, "train", images.Train, all.Train),
                Validation = Count(study, "validation", images.Validation, all.Validation),
                Evaluation = Count(study, "evaluation", images.Evaluation, all.Evaluation),
            },
            Classes = [.. trialDataset.Classes.Select(c => WithBox(c, field))],
        };
    }

    /// <summary>The class with a box for the given field where the manifest has none.</summary>
    public static ClassSpec WithBox(ClassSpec c, double fieldNm)
    {
        ArgumentNullException.ThrowIfNull(c);
        return c with
        {
            Structure = c.Structure with
            {
                Random = c.Structure.Random is { } random ? random with { BoxNm = random.BoxNm ?? (BoxPerField * fieldNm) } : null,
                Aggregates = c.Structure.Aggregates is { } aggregates ? aggregates with { BoxNm = aggregates.BoxNm ?? (BoxPerField * fieldNm) } : null,
            },
        };
    }

    private static int Count(StudySpec study, string split, int trial, int all) =>
        (int)Math.Min(int.MaxValue, Largest(study, Images + split, Math.Max(trial, all), trial));

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
