using System.Runtime.Intrinsics;

namespace Filler.Structures;

/// <summary>
/// Σ_j F_j times the eight products of cos or sin of k_x x, k_y y and k_z z, for each wave vector of an octant. The squares of the eight add up to
/// |ρ_k|² over the vector's mirror images: four complex amplitudes at the price of eight real ones, with one set of tables and one form factor.
/// </summary>
internal sealed unsafe class ParitySums
{
    private const int Parities = 8;
    private const int Banks = 4;

    private readonly WaveVectorRows rows;
    private readonly int shells;
    private readonly double[] banks;
    private readonly PhaseTable from, to;
    private float[] sums, tried;

    public ParitySums(WaveVectorRows rows, QShells shells)
    {
        (this.rows, this.shells) = (rows, shells.Count + 1);
        (from, to) = (new PhaseTable(rows.Extent, shells.Step), new PhaseTable(rows.Extent, shells.Step));
        (sums, tried) = (new float[Parities * rows.Norm.Length], []);
        banks = new double[Banks * this.shells];
    }

    private interface IPass
    {
        static abstract bool Stores { get; }
    }

    public void Clear() => Array.Clear(sums);

    /// <summary>Adds a particle for good.</summary>
    public void Add((double X, double Y, double Z) at, float[] weight)
    {
        from.Clear();
        to.Set(at);
        Pass<Keeping>(sums, weight);
    }

    /// <summary>Σ |ρ_k|² per shell as it would be after a move.</summary>
    public void Try((double X, double Y, double Z) before, (double X, double Y, double Z) after, float[] weight, Span<double> shellSums)
    {
        from.Set(before);
        to.Set(after);
        Measure(sums, weight, shellSums);
    }

    /// <summary>Makes the last tried move of one particle.</summary>
    public void Keep(float[] weight) => Pass<Keeping>(sums, weight);

    /// <summary>Begins a move of several particles on a copy.</summary>
    public void BeginTogether()
    {
        if (tried.Length == 0) tried = new float[sums.Length];
        sums.CopyTo(tried, 0);
    }

    public void MoveTogether((double X, double Y, double Z) before, (double X, double Y, double Z) after, float[] weight)
    {
        from.Set(before);
        to.Set(after);
        Pass<Keeping>(tried, weight);
    }

    public void MeasureTogether(float[] anyWeight, Span<double> shellSums) => MeasureUnmoved(tried, anyWeight, shellSums);

    public void KeepTogether() => (sums, tried) = (tried, sums);

    /// <summary>Σ |ρ_k|² per shell as it is.</summary>
    public void MeasureNow(float[] anyWeight, Span<double> shellSums) => MeasureUnmoved(sums, anyWeight, shellSums);

    private void MeasureUnmoved(float[] of, float[] anyWeight, Span<double> shellSums)
    {
        from.Clear();
        to.Clear();
        Measure(of, anyWeight, shellSums);
    }

    private void Measure(float[] of, float[] weight, Span<double> shellSums)
    {
        Array.Clear(banks);
        Pass<Trying>(of, weight);
        for (var s = 0; s < shellSums.Length; s++)
            shellSums[s] = banks[s] + banks[shells + s] + (banks[(2 * shells) + s] + banks[(3 * shells) + s]);
    }

    // Pointers: the bounds checks of thirty accesses would cost as much as the arithmetic. Rows end within the arrays by construction.
    private void Pass<TPass>(float[] of, float[] weight)
        where TPass : struct, IPass
    {
        var square = stackalloc float[WaveVectorRows.Lanes];
        fixed (float* cosFrom = from.CosX, sinFrom = from.SinX, cosTo = to.CosX, sinTo = to.SinX, weights = weight, all = of)
        fixed (ushort* shellOf = rows.ShellOf)
        fixed (double* bank = banks)
        {
            foreach (var row in rows.Rows)
            {
                var (f, t) = (from.Row(row.Y, row.Z), to.Row(row.Y, row.Z));
                var (f0, f1, f2, f3) = (Vector256.Create(-f[0]), Vector256.Create(-f[1]), Vector256.Create(-f[2]), Vector256.Create(-f[3]));
                var (t0, t1, t2, t3) = (Vector256.Create(t[0]), Vector256.Create(t[1]), Vector256.Create(t[2]), Vector256.Create(t[3]));
                var p = all + (Parities * row.Offset);
                for (var x = 0; x < row.Length; x += WaveVectorRows.Lanes, p += Parities * WaveVectorRows.Lanes)
                {
                    var w = Vector256.Load(weights + row.Offset + x);
                    var (cf, ct) = (w * Vector256.Load(cosFrom + x), w * Vector256.Load(cosTo + x));
                    var (sf, st) = (w * Vector256.Load(sinFrom + x), w * Vector256.Load(sinTo + x));
                    var v0 = Changed(p, cf, f0, ct, t0);
                    var v1 = Changed(p + 8, cf, f1, ct, t1);
                    var v2 = Changed(p + 16, cf, f2, ct, t2);
                    var v3 = Changed(p + 24, cf, f3, ct, t3);
                    var v4 = Changed(p + 32, sf, f0, st, t0);
                    var v5 = Changed(p + 40, sf, f1, st, t1);
                    var v6 = Changed(p + 48, sf, f2, st, t2);
                    var v7 = Changed(p + 56, sf, f3, st, t3);
                    if (TPass.Stores)
                    {
                        Vector256.Store(v0, p);
                        Vector256.Store(v1, p + 8);
                        Vector256.Store(v2, p + 16);
                        Vector256.Store(v3, p + 24);
                        Vector256.Store(v4, p + 32);
                        Vector256.Store(v5, p + 40);
                        Vector256.Store(v6, p + 48);
                        Vector256.Store(v7, p + 56);
                    }
                    else
                    {
                        var a = Vector256.FusedMultiplyAdd(v3, v3, Vector256.FusedMultiplyAdd(v2, v2, Vector256.FusedMultiplyAdd(v1, v1, v0 * v0)));
                        var b = Vector256.FusedMultiplyAdd(v7, v7, Vector256.FusedMultiplyAdd(v6, v6, Vector256.FusedMultiplyAdd(v5, v5, v4 * v4)));
                        Vector256.Store(a + b, square);
                        var shell = shellOf + row.Offset + x;
                        // Four banks: neighbours often fall into one shell, and each addition would wait for the one before.
                        for (var lane = 0; lane < WaveVectorRows.Lanes; lane++) bank[((lane & 3) * shells) + shell[lane]] += square[lane];
                    }
                }
            }
        }
    }

    private static Vector256<float> Changed(float* sum, Vector256<float> xFrom, Vector256<float> rowFrom, Vector256<float> xTo, Vector256<float> rowTo) =>
        Vector256.FusedMultiplyAdd(xTo, rowTo, Vector256.FusedMultiplyAdd(xFrom, rowFrom, Vector256.Load(sum)));

    private readonly struct Trying : IPass
    {
        public static bool Stores => false;
    }

    private readonly struct Keeping : IPass
    {
        public static bool Stores => true;
    }
}
