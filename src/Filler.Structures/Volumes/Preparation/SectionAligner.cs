namespace Filler.Structures;

/// <summary>Undoes whole-voxel shifts between neighbouring sections: each is laid onto the one before it, as that one was laid.</summary>
/// <remarks>Least mean squared difference on a grid of some 10⁴ points over every shift within reach. A slow drift of the specimen itself is undone too: a
/// stack of slanted fibres should not be aligned so.</remarks>
internal sealed class SectionAligner(int nx, int ny, int within)
{
    private const int Points = 100;

    private float[]? previous;

    public void Align(float[] section)
    {
        if (previous is not null)
        {
            var (dx, dy) = Best(section);
            if ((dx, dy) != (0, 0)) Shift(section, dx, dy);
        }

        previous ??= new float[section.Length];
        section.CopyTo(previous, 0);
    }

    private (int X, int Y) Best(float[] section)
    {
        var (best, least) = ((0, 0), double.PositiveInfinity);
        for (var dy = -within; dy <= within; dy++)
        {
            for (var dx = -within; dx <= within; dx++)
            {
                var difference = Difference(section, dx, dy);
                if (difference < least || (difference == least && (dx * dx) + (dy * dy) < (best.Item1 * best.Item1) + (best.Item2 * best.Item2)))
                    (best, least) = ((dx, dy), difference);
            }
        }

        return best;
    }

    private double Difference(float[] section, int dx, int dy)
    {
        // The rim that shifting brings in is left out, the same for every shift tried.
        var (stepX, stepY) = (Math.Max(1, (nx - (2 * within)) / Points), Math.Max(1, (ny - (2 * within)) / Points));
        var (sum, count) = (0.0, 0);
        for (var y = within; y < ny - within; y += stepY)
        {
            for (var x = within; x < nx - within; x += stepX)
            {
                var d = section[((y + dy) * nx) + x + dx] - previous![(y * nx) + x];
                sum += d * d;
                count++;
            }
        }

        return count == 0 ? double.PositiveInfinity : sum / count;
    }

    // Voxels that nothing moves into keep the nearest one's value.
    private void Shift(float[] section, int dx, int dy)
    {
        var moved = new float[section.Length];
        for (var y = 0; y < ny; y++)
        {
            for (var x = 0; x < nx; x++) moved[(y * nx) + x] = section[(Math.Clamp(y + dy, 0, ny - 1) * nx) + Math.Clamp(x + dx, 0, nx - 1)];
        }

        moved.CopyTo(section, 0);
    }
}
