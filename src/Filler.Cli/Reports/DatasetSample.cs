using Filler.Datasets;
using Filler.Slices;

namespace Filler.Cli.Reports;

/// <summary>What a report shows of one dataset: how it was made and a few of its evaluation slices.</summary>
internal sealed record DatasetSample
{
    public required string Digest { get; init; }

    /// <summary>Version of the software that cut the slices.</summary>
    public required string Software { get; init; }

    /// <summary>Edge of an image in pixels.</summary>
    public required int Pixels { get; init; }

    public required double FieldOfViewNm { get; init; }

    public required double ThicknessNm { get; init; }

    public required int TrainPerClass { get; init; }

    public required int ValidationPerClass { get; init; }

    public required int EvaluationPerClass { get; init; }

    public required IReadOnlyList<ClassSlices> Classes { get; init; }

    /// <param name="evaluation">The dataset's evaluation images.</param>
    /// <param name="perClass">Slices to show of each class, ≥ 1.</param>
    public static DatasetSample Of(DatasetManifest manifest, ImageSet evaluation, int perClass = 8)
    {
        var rows = ContactSheet.Pick(manifest, evaluation, perClass).Rows;
        return new DatasetSample
        {
            Digest = manifest.Digest,
            Software = manifest.Software,
            Pixels = manifest.Pixels,
            FieldOfViewNm = manifest.FieldOfViewNm,
            ThicknessNm = manifest.ThicknessNm,
            TrainPerClass = manifest.Train.ImagesPerClass,
            ValidationPerClass = manifest.Validation.ImagesPerClass,
            EvaluationPerClass = manifest.Evaluation.ImagesPerClass,
            Classes = [.. manifest.Classes.Zip(rows).Select(x => new ClassSlices(x.First.Name, x.First.Provenance, x.Second.Images))],
        };
    }
}
