using System.Runtime.Intrinsics;

namespace Filler.Structures;

/// <summary>Where spheres are, in cells whose members lie side by side: all within a reach are found some eight at a time.</summary>
internal sealed unsafe class PairCells
{
    private const int Lanes = 8;
    private const int ClassBits = 4;

    // Fewer leave lanes empty, more look at spheres out of reach.
    private const double MeanMembers = 12;

    private readonly float box;
    private readonly float reach;
    private readonly double cellsPerNm, cellNm;
    private readonly int n;
    private readonly int[] count;
    private readonly int[] slotOf;
    private int capacity;
    private float[] at;
    private int[] tags;

    /// <param name="reachNm">At most half the box.</param>
    public PairCells(double boxNm, double reachNm, int particles)
    {
        (box, reach) = ((float)boxNm, (float)reachNm);
        n = Math.Max(1, (int)Math.Cbrt(particles / MeanMembers));
        (cellsPerNm, cellNm) = (n / boxNm, boxNm / n);
        count = new int[n * n * n];
        slotOf = new int[particles];
        capacity = 2 * Lanes;
        (at, tags) = (new float[3 * capacity * count.Length], new int[capacity * count.Length]);
    }

    /// <summary>Radii that can be told apart.</summary>
    public static int MostClasses => 1 << ClassBits;

    public void Clear()
    {
        Array.Clear(count);
        // Nothing is near what is nowhere.
        Array.Fill(at, float.NaN);
    }

    public void Add(int i, (double X, double Y, double Z) r, int radiusClass)
    {
        var cell = CellOf(r);
        if (count[cell] == capacity) Widen();
        var slot = count[cell]++;
        slotOf[i] = (cell * capacity) + slot;
        var p = (3 * capacity * cell) + slot;
        (at[p], at[p + capacity], at[p + (2 * capacity)]) = ((float)r.X, (float)r.Y, (float)r.Z);
        tags[slotOf[i]] = (i << ClassBits) | radiusClass;
    }

    public void Remove(int i)
    {
        var cell = Math.DivRem(slotOf[i], capacity, out var slot);
        var last = --count[cell];
        var (p, q) = ((3 * capacity * cell) + slot, (3 * capacity * cell) + last);
        var moved = tags[(cell * capacity) + last];
        for (var axis = 0; axis < 3; axis++, p += capacity, q += capacity) (at[p], at[q]) = (at[q], float.NaN);
        if (last == slot) return;
        tags[slotOf[i]] = moved;
        slotOf[moved >> ClassBits] = slotOf[i];
    }

    public void SetClass(int i, int radiusClass) => tags[slotOf[i]] = (i << ClassBits) | radiusClass;

    /// <summary>Finds all spheres within the reach of a point, but for two that are named.</summary>
    /// <param name="near">Receives the bin of the distance and the radius class of each; grown as needed.</param>
    public void FindNear((double X, double Y, double Z) r, int ignore, int ignoreToo, float binsPerNm, PairNeighbours near)
    {
        near.Count = 0;
        var (px, py, pz) = (Vector256.Create((float)r.X), Vector256.Create((float)r.Y), Vector256.Create((float)r.Z));
        var (edge, squared, scale) = (Vector256.Create(box), Vector256.Create(reach * reach), Vector256.Create(binsPerNm));
        var (one, other) = (Vector256.Create(ignore), Vector256.Create(ignoreToo));
        var (zFirst, zLast) = Span(r.Z);
        var (yFirst, yLast) = Span(r.Y);
        var (xFirst, xLast) = Span(r.X);
        var most = reach * (double)reach;
        var awayX = stackalloc double[xLast - xFirst + 1];
        for (var ix = xFirst; ix <= xLast; ix++) awayX[ix - xFirst] = Away(ix, r.X);
        fixed (float* all = at)
        fixed (int* named = tags)
        {
            for (var iz = zFirst; iz <= zLast; iz++)
            {
                var z2 = Away(iz, r.Z);
                for (var iy = yFirst; iy <= yLast; iy++)
                {
                    var y2 = z2 + Away(iy, r.Y);
                    if (y2 > most) continue;
                    var row = ((Ring(iz) * n) + Ring(iy)) * n;
                    for (var ix = xFirst; ix <= xLast; ix++)
                    {
                        if (y2 + awayX[ix - xFirst] > most) continue;
                        var cell = row + Ring(ix);
                        var members = count[cell];
                        var p = all + (3L * capacity * cell);
                        var tag = named + ((long)capacity * cell);
                        near.MakeRoomFor(members + Lanes);
                        for (var k = 0; k < members; k += Lanes)
                        {
                            var dx = Shortest(Vector256.Load(p + k) - px, edge);
                            var dy = Shortest(Vector256.Load(p + capacity + k) - py, edge);
                            var dz = Shortest(Vector256.Load(p + (2 * capacity) + k) - pz, edge);
                            var r2 = Vector256.FusedMultiplyAdd(dz, dz, Vector256.FusedMultiplyAdd(dy, dy, dx * dx));
                            var who = Vector256.Load(tag + k);
                            var id = who >> ClassBits;
                            var skipped = (Vector256.Equals(id, one) | Vector256.Equals(id, other)).AsSingle();
                            var chosen = Vector256.AndNot(Vector256.LessThan(r2, squared), skipped).ExtractMostSignificantBits();
                            var bins = Vector256.ConvertToInt32Native(Vector256.Sqrt(r2) * scale);
                            near.Append(bins, who & Vector256.Create(MostClasses - 1), chosen);
                        }
                    }
                }
            }
        }
    }

    // Of both images of a distance along an axis; equal bits from either end, so that what a sphere adds is what it takes away.
    private static Vector256<float> Shortest(Vector256<float> d, Vector256<float> edge)
    {
        var length = Vector256.Abs(d);
        return Vector256.MinNative(length, edge - length);
    }

    private (int First, int Last) Span(double v)
    {
        var (first, last) = ((int)Math.Floor((v - reach) * cellsPerNm), (int)Math.Floor((v + reach) * cellsPerNm));
        return (first, Math.Min(last, first + n - 1));
    }

    // Square of the distance along one axis to an unwrapped cell. Where the cells go all the way round, one may also be near from its other side.
    private double Away(int cell, double v)
    {
        var (below, above) = ((cell * cellNm) - v, v - ((cell + 1) * cellNm));
        var away = Math.Max(0, Math.Max(below, above));
        away = Math.Min(away, Math.Max(0, box - away - cellNm));
        return away * away;
    }

    private int Ring(int i) => i < 0 ? i + n : i >= n ? i - n : i;

    private int CellOf((double X, double Y, double Z) r) => (((Index(r.Z) * n) + Index(r.Y)) * n) + Index(r.X);

    private int Index(double v) => Math.Min((int)(v * cellsPerNm), n - 1);

    // Aggregates crowd a few cells.
    private void Widen()
    {
        var wide = 2 * capacity;
        var (wideAt, wideTags) = (new float[3 * wide * count.Length], new int[wide * count.Length]);
        Array.Fill(wideAt, float.NaN);
        for (var cell = 0; cell < count.Length; cell++)
        {
            for (var axis = 0; axis < 3; axis++) at.AsSpan((3 * capacity * cell) + (axis * capacity), capacity).CopyTo(wideAt.AsSpan((3 * wide * cell) + (axis * wide)));
            tags.AsSpan(capacity * cell, capacity).CopyTo(wideTags.AsSpan(wide * cell));
            for (var slot = 0; slot < count[cell]; slot++) slotOf[wideTags[(wide * cell) + slot] >> ClassBits] = (wide * cell) + slot;
        }

        (at, tags, capacity) = (wideAt, wideTags, wide);
    }
}
