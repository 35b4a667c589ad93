namespace Filler.Structures;

/// <summary>Filters of one section, in place.</summary>
internal static class SectionFilters
{
    /// <summary>Takes off stripes along y that are narrower than a width.</summary>
    /// <remarks>
    /// A stripe of milling runs through the whole section, so it is what remains of the columns' medians after a smooth background is taken off. (Münch
    /// et al. 2009 damp the same components in wavelet space, which also takes stripes that end; the median of a column leaves particles alone.)
    /// </remarks>
    public static void Destripe(float[] section, int nx, int ny, int width)
    {
        var medians = new double[nx];
        Parallel.For(0, nx, () => new float[ny], (x, _, column) =>
        {
            for (var y = 0; y < ny; y++) column[y] = section[(y * nx) + x];
            Array.Sort(column);
            medians[x] = column[ny / 2];
            return column;
        }, _ => { });

        for (var x = 0; x < nx; x++)
        {
            var (from, to) = (Math.Max(0, x - width), Math.Min(nx - 1, x + width));
            var sum = 0.0;
            for (var k = from; k <= to; k++) sum += medians[k];
            var stripe = (float)(medians[x] - (sum / (to - from + 1)));
            for (var y = 0; y < ny; y++) section[(y * nx) + x] -= stripe;
        }
    }

    /// <summary>Gives the section a mean and a standard deviation.</summary>
    public static void Normalise(Span<float> section, double mean, double deviation)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var v in section) (sum, squares) = (sum + v, squares + ((double)v * v));
        var own = sum / section.Length;
        var spread = Math.Sqrt(Math.Max(0, (squares / section.Length) - (own * own)));
        var gain = spread > 0 ? deviation / spread : 1;
        foreach (ref var v in section) v = (float)(mean + (gain * (v - own)));
    }

    /// <summary>A Gaussian within the section; its rim goes on as its mirror image.</summary>
    public static void Blur(float[] section, int nx, int ny, double sigma)
    {
        var half = (int)Math.Ceiling(3 * sigma);
        var kernel = Enumerable.Range(-half, (2 * half) + 1).Select(k => Math.Exp(-k * k / (2 * sigma * sigma))).ToArray();
        var total = kernel.Sum();
        Parallel.For(0, ny, () => new float[nx], (y, _, line) => Line(line, y * nx, nx, 1), _ => { });
        Parallel.For(0, nx, () => new float[ny], (x, _, line) => Line(line, x, ny, nx), _ => { });

        float[] Line(float[] line, int first, int count, int stride)
        {
            for (var i = 0; i < count; i++) line[i] = section[first + (i * stride)];
            for (var i = 0; i < count; i++)
            {
                var sum = 0.0;
                for (var k = -half; k <= half; k++) sum += kernel[k + half] * line[Mirror(i + k, count)];
                section[first + (i * stride)] = (float)(sum / total);
            }

            return line;
        }
    }

    private static int Mirror(int i, int count)
    {
        var wrapped = ((i % (2 * count)) + (2 * count)) % (2 * count);
        return wrapped < count ? wrapped : (2 * count) - 1 - wrapped;
    }
}
