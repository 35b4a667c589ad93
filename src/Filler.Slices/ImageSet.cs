namespace Filler.Slices;

/// <summary>Grey images of one split with their class labels, one byte a pixel until the training step.</summary>
/// <param name="Count">Number of images N.</param>
/// <param name="Pixels">Edge length P of the square images.</param>
/// <param name="Images">N·P·P grey values, image by image, row by row.</param>
/// <param name="Labels">N class indices into the dataset's class list.</param>
/// <remarks>
/// Images are interleaved by class (image i shows class i mod C), so the first n·C images are the dataset of n images per class: subsets are
/// nested, and a search over the number of images needs one dataset.
/// </remarks>
public sealed record ImageSet(int Count, int Pixels, byte[] Images, byte[] Labels)
{
    /// <summary>The first <paramref name="count"/> images, without a copy of the pixels where all are taken.</summary>
    public ImageSet Take(int count)
    {
        if (count == Count) return this;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return new ImageSet(count, Pixels, Images.AsSpan(0, count * Pixels * Pixels).ToArray(), Labels.AsSpan(0, count).ToArray());
    }
}
