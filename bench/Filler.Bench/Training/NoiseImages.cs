using Filler.Slices;

namespace Filler.Bench;

/// <summary>Images to measure on: what they show costs no time.</summary>
internal static class NoiseImages
{
    public static ImageSet Of(int count, int pixels, ulong seed)
    {
        var stream = new Structures.RandomStream(seed);
        var images = new byte[count * pixels * pixels];
        for (var i = 0; i < images.Length; i++) images[i] = (byte)stream.NextInt(256);
        return new ImageSet(count, pixels, images, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))]);
    }
}
