namespace Filler.Slices;

/// <summary>Ripley's K of points in a square (Ripley, J. R. Stat. Soc. B 39 (1977) 172), with translation correction at the rim.</summary>
public static class RipleyK
{
    /// <summary>L(r) − r in pixels: 0 for points at random, above it where they cluster at r, below it where they keep apart.</summary>
    /// <param name="points">Positions in pixels.</param>
    /// <param name="edge">Edge of the square in pixels.</param>
    /// <param name="r">Distances, each above 0 and at most half the edge.</param>
    public static double[] CentredL(IReadOnlyList<(double X, double Y)> points, double edge, IReadOnlyList<double> r)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(r);
        if (r.Any(v => !(v > 0 && v <= edge / 2))) throw new ArgumentOutOfRangeException(nameof(r), $"distances are above 0 and at most {edge / 2}");
        var sums = new double[r.Count];
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (dx, dy) = (Math.Abs(points[i].X - points[j].X), Math.Abs(points[i].Y - points[j].Y));
                var distance = Math.Sqrt((dx * dx) + (dy * dy));
                // A pair this far apart fits into the square at (edge − dx)(edge − dy) of edge² places.
                var weight = 2 * edge * edge / Math.Max(1e-9, (edge - dx) * (edge - dy));
                for (var k = 0; k < r.Count; k++)
                {
                    if (distance <= r[k]) sums[k] += weight;
                }
            }
        }

        var pairs = (double)points.Count * (points.Count - 1);
        return [.. sums.Select((s, k) => pairs < 1 ? 0 : Math.Sqrt(s * edge * edge / pairs / Math.PI) - r[k])];
    }
}
