namespace Filler.Structures;

/// <summary>All pairs of a periodic structure closer than a distance, each once, by a cell list sorted by cell.</summary>
internal static class PeriodicPairs
{
    public delegate void PairAction(int i, int j, double squaredDistance);

    /// <param name="maxNm">Largest distance in nm, at most half the box: beyond it one pair has several images.</param>
    public static void ForEach(ParticleStructure structure, double maxNm, PairAction action, CancellationToken cancellationToken = default)
    {
        var box = structure.BoxNm;
        if (!(maxNm > 0 && maxNm <= box / 2)) throw new ArgumentException($"A pair distance of {maxNm} nm is not in (0, boxNm/2 = {box / 2}].");
        var most = (int)Math.Ceiling(Math.Cbrt(structure.Count + 27.0));
        var n = (int)Math.Min(most, Math.Floor(box / maxNm));
        if (n < 3) n = 1;
        var (starts, order) = SortByCell(structure, n);
        var limit = maxNm * maxNm;
        for (var cell = 0; cell < n * n * n; cell++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var other in HalfNeighbours(cell, n))
            {
                for (var a = starts[cell]; a < starts[cell + 1]; a++)
                {
                    var i = order[a];
                    for (var b = other == cell ? a + 1 : starts[other]; b < starts[other + 1]; b++)
                    {
                        var j = order[b];
                        var d2 = SquaredDistance(structure, i, j);
                        if (d2 < limit) action(i, j, d2);
                    }
                }
            }
        }
    }

    public static double SquaredDistance(ParticleStructure s, int i, int j)
    {
        var (dx, dy, dz) = (Math.Abs(s.X[i] - s.X[j]), Math.Abs(s.Y[i] - s.Y[j]), Math.Abs(s.Z[i] - s.Z[j]));
        var half = s.BoxNm / 2;
        if (dx > half) dx = s.BoxNm - dx;
        if (dy > half) dy = s.BoxNm - dy;
        if (dz > half) dz = s.BoxNm - dz;
        return (dx * dx) + (dy * dy) + (dz * dz);
    }

    private static (int[] Starts, int[] Order) SortByCell(ParticleStructure s, int n)
    {
        var cells = new int[s.Count];
        var starts = new int[(n * n * n) + 1];
        for (var i = 0; i < s.Count; i++)
        {
            cells[i] = (((Index(s.Z[i]) * n) + Index(s.Y[i])) * n) + Index(s.X[i]);
            starts[cells[i] + 1]++;
        }

        for (var c = 1; c < starts.Length; c++) starts[c] += starts[c - 1];
        var order = Enumerable.Range(0, s.Count).ToArray();
        Array.Sort(cells, order);
        return (starts, order);

        int Index(double v) => Math.Clamp((int)(v / s.BoxNm * n), 0, n - 1);
    }

    // The cell itself and 13 of its 26 neighbours: the other 13 name it as theirs.
    private static IEnumerable<int> HalfNeighbours(int cell, int n)
    {
        yield return cell;
        if (n == 1) yield break;
        var (x, y, z) = (cell % n, cell / n % n, cell / (n * n));
        for (var k = 14; k < 27; k++)
        {
            var (dx, dy, dz) = ((k % 3) - 1, (k / 3 % 3) - 1, (k / 9) - 1);
            yield return ((((z + dz + n) % n * n) + ((y + dy + n) % n)) * n) + ((x + dx + n) % n);
        }
    }
}
