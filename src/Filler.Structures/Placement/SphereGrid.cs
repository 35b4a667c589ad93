namespace Filler.Structures;

/// <summary>
/// Spheres in a periodic cube with a cell list (cell side at least the largest diameter), so that an overlap test looks at 27 cells at most.
/// </summary>
internal sealed class SphereGrid
{
    // Touching spheres are placed at exactly the sum of their radii; rounding must not read as an overlap.
    private const double ContactSlack = 1 - 1e-9;

    private readonly double largestRadius;
    private readonly double half;
    private readonly double cellsPerNm;
    private readonly int n;
    private readonly int[] head;
    private int[] next;
    private double[] x, y, z, radius;

    public SphereGrid(double boxNm, double largestRadiusNm, int expectedCount)
    {
        Box = boxNm;
        half = boxNm / 2;
        largestRadius = largestRadiusNm;
        // Finer cells than spheres only cost memory; fewer than three per edge would visit one cell twice.
        var most = (int)Math.Ceiling(Math.Cbrt(4.0 * Math.Max(expectedCount, 16)));
        n = (int)Math.Min(most, Math.Floor(boxNm / (2 * largestRadiusNm)));
        if (n < 3) n = 1;
        cellsPerNm = n / boxNm;
        head = new int[n * n * n];
        Array.Fill(head, -1);
        var capacity = Math.Max(expectedCount, 16);
        next = new int[capacity];
        x = new double[capacity];
        y = new double[capacity];
        z = new double[capacity];
        radius = new double[capacity];
    }

    public double Box { get; }

    public int Count { get; private set; }

    public (double X, double Y, double Z, double Radius) this[int i] => (x[i], y[i], z[i], radius[i]);

    public double Wrap(double v)
    {
        v -= Box * Math.Floor(v / Box);
        return v < Box ? v : 0;
    }

    /// <summary>Whether a sphere at a wrapped position overlaps none (but perhaps touches some) of those present.</summary>
    /// <param name="ignore">Index of a sphere that is about to move away, or −1.</param>
    public bool IsFree(double px, double py, double pz, double r, int ignore = -1)
    {
        if (n == 1) return CellIsFree(0, px, py, pz, r, ignore);
        var reach = r + largestRadius;
        var (x0, x1) = Span(px, reach);
        var (y0, y1) = Span(py, reach);
        var (z0, z1) = Span(pz, reach);
        for (var iz = z0; iz <= z1; iz++)
        {
            for (var iy = y0; iy <= y1; iy++)
            {
                var row = ((Ring(iz) * n) + Ring(iy)) * n;
                for (var ix = x0; ix <= x1; ix++)
                {
                    if (!CellIsFree(row + Ring(ix), px, py, pz, r, ignore)) return false;
                }
            }
        }

        return true;
    }

    public void Add(double px, double py, double pz, double r)
    {
        if (Count == next.Length) Grow();
        var i = Count++;
        (x[i], y[i], z[i], radius[i]) = (px, py, pz, r);
        Link(i);
    }

    public void Move(int i, double px, double py, double pz)
    {
        Unlink(i);
        (x[i], y[i], z[i]) = (px, py, pz);
        Link(i);
    }

    public void Resize(int i, double r) => radius[i] = r;

    /// <summary>Orders the cells' lists by index, whatever moves led here: walks that go on from equal positions visit neighbours in equal order.</summary>
    public void Relink()
    {
        Array.Fill(head, -1);
        for (var i = 0; i < Count; i++) Link(i);
    }

    /// <summary>The radius up to which sphere <paramref name="i"/> may grow before it touches another.</summary>
    public double RoomAt(int i)
    {
        // Halving: a few overlap tests are as good as a second walk over the cells, and leave one place where distances are taken.
        var (low, high) = (radius[i], largestRadius);
        if (IsFree(x[i], y[i], z[i], high, i)) return high;
        for (var step = 0; step < 20; step++)
        {
            var middle = (low + high) / 2;
            if (IsFree(x[i], y[i], z[i], middle, i)) low = middle;
            else high = middle;
        }

        return low;
    }

    /// <summary>A sphere and those connected to it by gaps of at most <paramref name="gapNm"/>, up to a number; the sphere itself first.</summary>
    public List<int> Touching(int first, double gapNm, int most)
    {
        var found = new List<int> { first };
        for (var k = 0; k < found.Count && found.Count < most; k++)
        {
            var (px, py, pz, r) = this[found[k]];
            for (var cell = 0; cell < CellsAround; cell++)
            {
                for (var j = head[CellAround(px, py, pz, cell)]; j >= 0 && found.Count < most; j = next[j])
                {
                    if (!found.Contains(j) && Gap(px, py, pz, r, j) <= gapNm) found.Add(j);
                }
            }
        }

        return found;
    }

    /// <summary>How many others are within a gap of a sphere's surface. The gap is at most what the cells were made wider by.</summary>
    public int Contacts(int i, double gapNm)
    {
        var (px, py, pz, r) = this[i];
        var count = 0;
        for (var cell = 0; cell < CellsAround; cell++)
        {
            for (var j = head[CellAround(px, py, pz, cell)]; j >= 0; j = next[j])
            {
                if (j != i && Gap(px, py, pz, r, j) <= gapNm) count++;
            }
        }

        return count;
    }

    private int CellsAround => n == 1 ? 1 : 27;

    private int CellAround(double px, double py, double pz, int which)
    {
        if (n == 1) return 0;
        var (ix, iy, iz) = (Ring(CellBefore(px) + (which % 3) - 1), Ring(CellBefore(py) + (which / 3 % 3) - 1), Ring(CellBefore(pz) + (which / 9) - 1));
        return (((iz * n) + iy) * n) + ix;
    }

    /// <summary>Whether spheres may move together to wrapped positions: among themselves they keep their distances.</summary>
    public bool AreFree(IReadOnlyList<int> moving, ReadOnlySpan<(double X, double Y, double Z)> to)
    {
        var radii = new double[moving.Count];
        // No distance is less than one to a sphere without a radius: those that move away do not count.
        for (var m = 0; m < radii.Length; m++) (radii[m], radius[moving[m]]) = (radius[moving[m]], double.NaN);
        var free = true;
        for (var m = 0; m < radii.Length && free; m++) free = IsFree(to[m].X, to[m].Y, to[m].Z, radii[m]);
        for (var m = 0; m < radii.Length; m++) radius[moving[m]] = radii[m];
        return free;
    }

    private double Gap(double px, double py, double pz, double r, int j)
    {
        var (dx, dy, dz) = (Math.Abs(px - x[j]), Math.Abs(py - y[j]), Math.Abs(pz - z[j]));
        if (dx > half) dx = Box - dx;
        if (dy > half) dy = Box - dy;
        if (dz > half) dz = Box - dz;
        return Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz)) - r - radius[j];
    }

    /// <summary>Takes back the last additions until <paramref name="count"/> spheres are left.</summary>
    public void RollBack(int count)
    {
        while (Count > count)
        {
            Unlink(Count - 1);
            Count--;
        }
    }

    public ParticleStructure ToStructure() => new(Box, x[..Count], y[..Count], z[..Count], radius[..Count]);

    private bool CellIsFree(int cell, double px, double py, double pz, double r, int ignore)
    {
        for (var j = head[cell]; j >= 0; j = next[j])
        {
            var dx = Math.Abs(px - x[j]);
            var dy = Math.Abs(py - y[j]);
            var dz = Math.Abs(pz - z[j]);
            if (dx > half) dx = Box - dx;
            if (dy > half) dy = Box - dy;
            if (dz > half) dz = Box - dz;
            var contact = r + radius[j];
            if ((dx * dx) + (dy * dy) + (dz * dz) < contact * contact * ContactSlack && j != ignore) return false;
        }

        return true;
    }

    private (int First, int Last) Span(double v, double reach) =>
        (CellBefore(v - reach), Math.Min(CellBefore(v + reach), CellBefore(v - reach) + n - 1));

    private int CellBefore(double v) => (int)Math.Floor(v * cellsPerNm);

    private int Ring(int i) => i < 0 ? i + n : i >= n ? i - n : i;

    private int CellOf(int i)
    {
        if (n == 1) return 0;
        var ix = Math.Min((int)(x[i] * cellsPerNm), n - 1);
        var iy = Math.Min((int)(y[i] * cellsPerNm), n - 1);
        var iz = Math.Min((int)(z[i] * cellsPerNm), n - 1);
        return (((iz * n) + iy) * n) + ix;
    }

    private void Link(int i)
    {
        var cell = CellOf(i);
        next[i] = head[cell];
        head[cell] = i;
    }

    private void Unlink(int i)
    {
        var cell = CellOf(i);
        if (head[cell] == i)
        {
            head[cell] = next[i];
            return;
        }

        var j = head[cell];
        while (next[j] != i) j = next[j];
        next[j] = next[i];
    }

    private void Grow()
    {
        var size = next.Length * 2;
        Array.Resize(ref next, size);
        Array.Resize(ref x, size);
        Array.Resize(ref y, size);
        Array.Resize(ref z, size);
        Array.Resize(ref radius, size);
    }
}
