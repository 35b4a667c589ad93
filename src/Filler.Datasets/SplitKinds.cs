using Filler.Api;

namespace Filler.Datasets;

/// <summary>The manifest's numbers by split.</summary>
public static class SplitKinds
{
    public static IReadOnlyList<SplitKind> All { get; } = [SplitKind.Train, SplitKind.Validation, SplitKind.Evaluation];

    /// <summary>The split's word in manifests and file names: <c>train</c>, <c>validation</c>, <c>evaluation</c>.</summary>
    public static string Word(this SplitKind split) => split switch
    {
        SplitKind.Train => "train",
        SplitKind.Validation => "validation",
        SplitKind.Evaluation => "evaluation",
        _ => throw new ArgumentOutOfRangeException(nameof(split)),
    };

    public static int Of(this ImagesPerClassSpec images, SplitKind split) => split switch
    {
        SplitKind.Train => images.Train,
        SplitKind.Validation => images.Validation,
        SplitKind.Evaluation => images.Evaluation,
        _ => throw new ArgumentOutOfRangeException(nameof(split)),
    };

    public static int Of(this RealisationsSpec realisations, SplitKind split) => split switch
    {
        SplitKind.Train => realisations.Train,
        SplitKind.Validation => realisations.Validation,
        SplitKind.Evaluation => realisations.Evaluation,
        _ => throw new ArgumentOutOfRangeException(nameof(split)),
    };
}
