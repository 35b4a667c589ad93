using Filler.Networks;

namespace Filler.Training;

/// <summary>
/// Histograms of oriented gradients: N. Dalal and B. Triggs, "Histograms of Oriented Gradients for Human Detection", CVPR 2005, with the settings that the
/// paper found best: centred differences without smoothing, unsigned directions, square blocks that overlap by all but one cell, L2-Hys.
/// </summary>
/// <remarks>
/// As scikit-image's <c>hog</c>, number by number: a pixel votes with its gradient's length for the one direction and the one cell that it lies in (the paper
/// shares the vote out between neighbours), and blocks have no Gaussian window. Features stand in the order block row, block column, cell row, cell column, direction.
/// </remarks>
internal sealed class HogDescriptor(HogSvmPlan plan)
{
    private const double Epsilon = 1e-5;
    private const double Clip = 0.2;

    /// <param name="image">P·P grey values, row by row.</param>
    /// <param name="features"><see cref="HogSvmPlan.Features"/> numbers; overwritten.</param>
    public void Describe(ReadOnlySpan<byte> image, Span<float> features)
    {
        var histograms = new double[plan.Cells * plan.Cells * plan.Spec.Orientations];
        Count(image, histograms);
        var (cells, blocks, directions, side) = (plan.Cells, plan.Blocks, plan.Spec.Orientations, plan.Spec.BlockCells);
        var block = new double[side * side * directions];
        var at = 0;
        for (var y = 0; y < blocks; y++)
        {
            for (var x = 0; x < blocks; x++)
            {
                for (var row = 0; row < side; row++)
                    histograms.AsSpan((((y + row) * cells) + x) * directions, side * directions).CopyTo(block.AsSpan(row * side * directions));
                Normalise(block);
                foreach (var value in block) features[at++] = (float)value;
            }
        }
    }

    /// <summary>The mean over a cell's pixels of the gradients' lengths, by direction. Pixels of the border have no gradient across it.</summary>
    private void Count(ReadOnlySpan<byte> image, double[] histograms)
    {
        var (pixels, cells, size, directions) = (plan.Pixels, plan.Cells, plan.Spec.CellPixels, plan.Spec.Orientations);
        var edge = cells * size;
        for (var y = 0; y < edge; y++)
        {
            for (var x = 0; x < edge; x++)
            {
                var i = (y * pixels) + x;
                var dy = y == 0 || y == pixels - 1 ? 0 : image[i + pixels] - image[i - pixels];
                var dx = x == 0 || x == pixels - 1 ? 0 : image[i + 1] - image[i - 1];
                if (dx == 0 && dy == 0) continue;
                histograms[((((y / size) * cells) + (x / size)) * directions) + Direction(dx, dy, directions)] += Math.Sqrt((dx * dx) + (dy * dy)) / (size * size);
            }
        }
    }

    private static int Direction(int dx, int dy, int directions)
    {
        // Half a turn has 180°: a gradient and its opposite are one direction.
        var degrees = Math.Atan2(dy, dx) * 180 / Math.PI;
        if (degrees < 0) degrees += 180;
        if (degrees >= 180) degrees -= 180;
        return Math.Min((int)(degrees * directions / 180), directions - 1);
    }

    /// <summary>L2-Hys: to length 1, no number above 0.2, to length 1 again.</summary>
    private static void Normalise(double[] block)
    {
        Divide(block);
        for (var i = 0; i < block.Length; i++) block[i] = Math.Min(block[i], Clip);
        Divide(block);

        static void Divide(double[] block)
        {
            var squares = 0.0;
            foreach (var value in block) squares += value * value;
            var length = Math.Sqrt(squares + (Epsilon * Epsilon));
            for (var i = 0; i < block.Length; i++) block[i] /= length;
        }
    }
}
