using Filler.Api;
using Filler.Slices;

namespace Filler.Datasets;

/// <summary>A few images of one structure: what one thread cuts at a time.</summary>
internal sealed record ImagePortion(StructureKey Key, ISlicer Slicer, IReadOnlyList<int> Images)
{
    public void Cut(DatasetSpec spec, SplitImages target)
    {
        var pixels = Slicer.Frame.Pixels;
        var degradation = Degrading(spec.Slices.Noise);
        var grey = new float[pixels * pixels];
        foreach (var image in Images)
        {
            var stream = StructureKey.ImageStream(spec.Seed, Key.Class, Key.Split, image);
            Slicer.Cut(Slicer.DrawPlane(stream), grey);
            degradation.Apply(grey, pixels, stream, target.Image(Key.Class, image));
        }
    }

    private static Degradation Degrading(NoiseSpec noise) => new(new DegradationOptions
    {
        BlurPixels = noise.BlurPixels,
        Gaussian = noise.Gaussian,
        Electrons = noise.Electrons,
        Curtaining = noise.Curtaining,
        Illumination = noise.Illumination,
        Contrast = noise.Contrast,
    });
}
