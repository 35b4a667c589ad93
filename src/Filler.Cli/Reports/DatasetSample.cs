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
}
