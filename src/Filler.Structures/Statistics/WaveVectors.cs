namespace Filler.Structures;

/// <summary>
/// The wave vectors k = 2π(nx, ny, nz)/L that a periodic box admits, drawn from a shell of |k|. Of k and −k one suffices: real densities scatter
/// alike into both.
/// </summary>
internal static class WaveVectors
{
    // Below it a shell is enumerated; above it there are thousands of vectors and random ones are drawn.
    private const int EnumeratedBelow = 12;

    /// <summary>Integer triples with <paramref name="lowNorm"/> ≤ |n| &lt; <paramref name="highNorm"/>: all of them, or a random subset.</summary>
    public static List<(int X, int Y, int Z)> InShell(double lowNorm, double highNorm, int most, RandomStream random)
    {
        if (highNorm > EnumeratedBelow) return DrawFrom(lowNorm, highNorm, most, random);
        var all = new List<(int X, int Y, int Z)>();
        var r = (int)Math.Ceiling(highNorm);
        for (var z = -r; z <= r; z++)
        {
            for (var y = -r; y <= r; y++)
            {
                for (var x = 0; x <= r; x++)
                {
                    if (IsFirstOfPair(x, y, z) && Inside(x, y, z, lowNorm, highNorm)) all.Add((x, y, z));
                }
            }
        }

        for (var i = 0; i < Math.Min(most, all.Count); i++)
        {
            var j = i + random.NextInt(all.Count - i);
            (all[i], all[j]) = (all[j], all[i]);
        }

        return all[..Math.Min(most, all.Count)];
    }

    private static List<(int X, int Y, int Z)> DrawFrom(double lowNorm, double highNorm, int most, RandomStream random)
    {
        var drawn = new HashSet<(int, int, int)>();
        // Half a lattice step of slack: a direction hits a lattice point only after rounding.
        for (var attempt = 0; attempt < 200 * most && drawn.Count < most; attempt++)
        {
            var norm = lowNorm + ((highNorm - lowNorm) * random.NextDouble());
            var (u, v, w) = (random.NextNormal(), random.NextNormal(), random.NextNormal());
            var f = norm / Math.Sqrt((u * u) + (v * v) + (w * w));
            var (x, y, z) = ((int)Math.Round(u * f), (int)Math.Round(v * f), (int)Math.Round(w * f));
            if (!Inside(x, y, z, lowNorm, highNorm)) continue;
            drawn.Add(IsFirstOfPair(x, y, z) ? (x, y, z) : (-x, -y, -z));
        }

        return [.. drawn.OrderBy(n => n.Item1).ThenBy(n => n.Item2).ThenBy(n => n.Item3)];
    }

    private static bool Inside(int x, int y, int z, double low, double high)
    {
        double n2 = ((long)x * x) + ((long)y * y) + ((long)z * z);
        return n2 >= low * low && n2 < high * high;
    }

    private static bool IsFirstOfPair(int x, int y, int z) => x > 0 || (x == 0 && (y > 0 || (y == 0 && z > 0)));
}
