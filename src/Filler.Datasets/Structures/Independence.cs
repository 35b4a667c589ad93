using Filler.Api;
using Filler.Slices;

namespace Filler.Datasets;

/// <summary>How many images of a part of one measured structure say something of their own.</summary>
/// <remarks>
/// Planes that cross, or lie closer than the structure's correlation, show the same matter again: the independent information is of the order of the
/// part's volume over (field² × the larger of section and correlation length). An upper bound, since planes lie at random.
/// </remarks>
internal static class Independence
{
    public static long Images(double volumeNm3, SliceFrame frame, double correlationNm) => (long)Math.Clamp(
        Math.Round(volumeNm3 / (frame.FieldOfViewNm * frame.FieldOfViewNm * Math.Max(frame.ThicknessNm, correlationNm))), 1, int.MaxValue);

    /// <exception cref="DatasetException">The manifest asks for more images than the part can honestly give, and does not allow it.</exception>
    public static void Require(DatasetSpec spec, string className, SplitKind split, long most)
    {
        var asked = spec.ImagesPerClass.Of(split);
        if (spec.IndependentImages != "require" || asked <= most) return;
        throw new DatasetException(
            $"spec.dataset.imagesPerClass.{split.Word()}",
            $"{asked} images of class '{className}' are more than the {most} that its measured structure has independent information for in the {split.Word()} part",
            $"ask for at most {most}, use a smaller field of view or a larger measurement, or set spec.dataset.independentImages: report");
    }
}
