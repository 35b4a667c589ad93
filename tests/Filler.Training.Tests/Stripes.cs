using Filler.Slices;

namespace Filler.Training.Tests;

/// <summary>Easy images: upright stripes of period 4, of period 8, and noise; 16 × 16 pixels, interleaved by class.</summary>
internal static class Stripes
{
    public const int Pixels = 16;

    public static TrainingSets Sets(int perClass = 24) => new(Set(perClass, 1), Set(12, 2), Set(12, 3), 3);

    private static ImageSet Set(int perClass, ulong seed)
    {
        var stream = new Structures.RandomStream(seed);
        var images = new byte[perClass * 3 * Pixels * Pixels];
        var labels = new byte[perClass * 3];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = (byte)(i % 3);
            var phase = stream.NextInt(8);
            for (var p = 0; p < Pixels * Pixels; p++)
            {
                var x = (p % Pixels) + phase;
                var ideal = labels[i] switch { 0 => x / 2 % 2 * 160, 1 => x / 4 % 2 * 160, _ => stream.NextInt(160) };
                images[(i * Pixels * Pixels) + p] = (byte)(ideal + stream.NextInt(60));
            }
        }

        return new ImageSet(labels.Length, Pixels, images, labels);
    }
}
