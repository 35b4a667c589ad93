using System.Collections.Concurrent;
using Filler.Networks;
using Filler.Slices;

namespace Filler.Training;

/// <summary>The features of a split, row by row, image by image.</summary>
internal static class HogFeatures
{
    /// <param name="turn">0 to 7, one of the symmetries of the square by which each image is turned first; 0: none.</param>
    /// <param name="threads">At once; the features do not hang on it.</param>
    /// <param name="told">Called with the number of images done so far, by any thread, in any order.</param>
    public static float[][] Of(HogSvmPlan plan, ImageSet set, int turn, int threads, Action<int> told, CancellationToken cancellationToken)
    {
        var rows = new float[set.Count][];
        var descriptor = new HogDescriptor(plan);
        var area = set.Pixels * set.Pixels;
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.ForEach(Partitioner.Create(0, set.Count, 16), options, range =>
        {
            var turned = new byte[area];
            for (var i = range.Item1; i < range.Item2; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Turn(set.Images.AsSpan(i * area, area), turned, set.Pixels, turn);
                rows[i] = new float[plan.Features];
                descriptor.Describe(turned, rows[i]);
            }

            told(Interlocked.Add(ref done, range.Item2 - range.Item1));
        });
        return rows;
    }

    /// <summary>Bit 2 mirrors left and right, bits 0 and 1 count quarter turns: together the eight symmetries.</summary>
    internal static void Turn(ReadOnlySpan<byte> image, Span<byte> turned, int pixels, int turn)
    {
        var last = pixels - 1;
        for (var y = 0; y < pixels; y++)
        {
            for (var x = 0; x < pixels; x++)
            {
                var (fromY, fromX) = (turn & 3) switch { 0 => (y, x), 1 => (x, last - y), 2 => (last - y, last - x), _ => (last - x, y) };
                turned[(y * pixels) + x] = image[(fromY * pixels) + ((turn & 4) == 0 ? fromX : last - fromX)];
            }
        }
    }
}
