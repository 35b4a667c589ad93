using System.Numerics;

namespace Filler.Structures;

/// <summary>
/// I(q) of spheres in a periodic box from its wave vectors: ρ_k = Σ_j F_j(k) exp(ik·r_j), I = mean of |ρ_k|²/N over each shell, smeared to the
/// measured points. Moving one particle changes each ρ_k by the difference of two phase factors: O(K), not O(N·K).
/// </summary>
internal sealed class LatticeIntensity
{
    private readonly QShells shells;
    private readonly SmearingWeights smearing;
    private readonly WaveVectorRows rows;
    private readonly float[][] amplitude;
    private readonly float[] power;
    private readonly double[] shellMean;
    private readonly int particles;
    private readonly PhaseTable before, after;
    private float[] re, im, triedRe, triedIm;
    private float[]? difference;

    /// <param name="radii">The distinct radii, each equally frequent; particles name them by index.</param>
    public LatticeIntensity(QShells shells, ScatteringCurve curve, double[] radii, int particles)
    {
        (this.shells, this.particles) = (shells, particles);
        rows = new WaveVectorRows(shells);
        // Relative to the mean volume: single precision holds the range of F, not of V² N.
        var unit = radii.Average(r => SphereFormFactor.Amplitude(0, r));
        amplitude = [.. radii.Select(r => rows.Norm.Select(k => (float)(SphereFormFactor.Amplitude(k, r) / unit)).ToArray())];
        var length = rows.Norm.Length;
        (re, im, triedRe, triedIm) = (new float[length], new float[length], new float[length], new float[length]);
        (before, after) = (new PhaseTable(rows.Extent, shells.Step), new PhaseTable(rows.Extent, shells.Step));
        power = new float[length];
        // Where no lattice vector reaches, S = 1 and these stay.
        shellMean = [.. Enumerable.Range(0, shells.Count).Select(s => MeanSquare(s, radii, unit))];
        smearing = new SmearingWeights(curve, shells, shellMean, q => SphereFormFactor.MeanSquare(q, radii) / (unit * unit));
    }

    /// <summary>Sets ρ_k to those of the particles.</summary>
    public void Rebuild(SphereGrid grid, int[] classOf)
    {
        Array.Clear(re);
        Array.Clear(im);
        for (var i = 0; i < grid.Count; i++)
        {
            var (x, y, z, _) = grid[i];
            after.Set((x, y, z));
            foreach (var row in rows.Rows) AddRow(row, amplitude[classOf[i]]);
        }
    }

    /// <summary>The smeared curve if one particle moved; <see cref="Accept"/> makes it so.</summary>
    public void TryMove((double X, double Y, double Z) from, (double X, double Y, double Z) to, int radiusClass, Span<double> curve)
    {
        Shift(from, to, amplitude[radiusClass], re, im);
        Smear(curve);
    }

    /// <summary>The smeared curve if several particles moved together.</summary>
    public void TryMoves(ReadOnlySpan<((double X, double Y, double Z) From, (double X, double Y, double Z) To, int RadiusClass)> moves, Span<double> curve)
    {
        for (var m = 0; m < moves.Length; m++)
            Shift(moves[m].From, moves[m].To, amplitude[moves[m].RadiusClass], m == 0 ? re : triedRe, m == 0 ? im : triedIm);
        Smear(curve);
    }

    /// <summary>The smeared curve if two particles changed places.</summary>
    /// <remarks>(F_a − F_b)(exp(ik·r_b) − exp(ik·r_a)): one move of a particle that scatters by the difference.</remarks>
    public void TrySwap((double X, double Y, double Z) a, (double X, double Y, double Z) b, int classOfA, int classOfB, Span<double> curve)
    {
        difference ??= new float[re.Length];
        for (var k = 0; k < difference.Length; k++) difference[k] = amplitude[classOfA][k] - amplitude[classOfB][k];
        Shift(a, b, difference, re, im);
        Smear(curve);
    }

    public void Accept()
    {
        (re, triedRe) = (triedRe, re);
        (im, triedIm) = (triedIm, im);
    }

    public void Current(Span<double> curve)
    {
        for (var k = 0; k < re.Length; k += Vector<float>.Count)
        {
            var (a, b) = (new Vector<float>(re, k), new Vector<float>(im, k));
            ((a * a) + (b * b)).CopyTo(power, k);
        }

        Smear(curve);
    }

    /// <summary>⟨F²⟩ of a shell: over its own vectors, or over its width where it has none.</summary>
    private double MeanSquare(int shell, double[] radii, double unit)
    {
        const int Points = 9;
        var members = rows.MembersOf(shell);
        var sum = 0.0;
        foreach (var k in members) sum += SphereFormFactor.MeanSquare(rows.Norm[k], radii);
        if (members.Length > 0) return sum / (members.Length * unit * unit);
        var (low, width) = (shells.Low(shell), shells.High(shell) - shells.Low(shell));
        return Enumerable.Range(0, Points).Average(i => SphereFormFactor.MeanSquare(low + ((i + 0.5) / Points * width), radii)) / (unit * unit);
    }

    private void AddRow(WaveVectorRows.Row row, float[] f)
    {
        var shared = after.At(row.Y, row.Z);
        var (c, s) = ((float)shared.Real, (float)shared.Imaginary);
        for (var x = 0; x < row.Length; x += Vector<float>.Count)
        {
            var k = row.Offset + x;
            var (xr, xi, fk) = (new Vector<float>(after.XRe, x), new Vector<float>(after.XIm, x), new Vector<float>(f, k));
            (new Vector<float>(re, k) + (fk * ((xr * c) - (xi * s)))).CopyTo(re, k);
            (new Vector<float>(im, k) + (fk * ((xr * s) + (xi * c)))).CopyTo(im, k);
        }
    }

    private void Shift((double X, double Y, double Z) from, (double X, double Y, double Z) to, float[] f, float[] sourceRe, float[] sourceIm)
    {
        before.Set(from);
        after.Set(to);
        foreach (var row in rows.Rows) ShiftRow(row, f, sourceRe, sourceIm);
    }

    // Pointers: nine bounds checks for each vector of eight would cost as much as the arithmetic. Rows end within the arrays by construction.
    private unsafe void ShiftRow(WaveVectorRows.Row row, float[] f, float[] sourceRe, float[] sourceIm)
    {
        var (shared0, shared1) = (before.At(row.Y, row.Z), after.At(row.Y, row.Z));
        var (c0, s0) = (new Vector<float>((float)shared0.Real), new Vector<float>((float)shared0.Imaginary));
        var (c1, s1) = (new Vector<float>((float)shared1.Real), new Vector<float>((float)shared1.Imaginary));
        fixed (float* x0r = before.XRe, x0i = before.XIm, x1r = after.XRe, x1i = after.XIm)
        fixed (float* fk = &f[row.Offset], oldRe = &sourceRe[row.Offset], oldIm = &sourceIm[row.Offset])
        fixed (float* newRe = &triedRe[row.Offset], newIm = &triedIm[row.Offset], square = &power[row.Offset])
        {
            for (var x = 0; x < row.Length; x += Vector<float>.Count)
            {
                var (r0, i0) = (Vector.Load(x0r + x), Vector.Load(x0i + x));
                var (r1, i1) = (Vector.Load(x1r + x), Vector.Load(x1i + x));
                var weight = Vector.Load(fk + x);
                var a = Vector.Load(oldRe + x) + (weight * ((r1 * c1) - (i1 * s1) - (r0 * c0) + (i0 * s0)));
                var b = Vector.Load(oldIm + x) + (weight * ((r1 * s1) + (i1 * c1) - (r0 * s0) - (i0 * c0)));
                Vector.Store(a, newRe + x);
                Vector.Store(b, newIm + x);
                Vector.Store((a * a) + (b * b), square + x);
            }
        }
    }

    private void Smear(Span<double> curve)
    {
        for (var s = 0; s < shells.Count; s++)
        {
            var members = rows.MembersOf(s);
            if (members.Length > 0) shellMean[s] = Sum(members) / (members.Length * (double)particles);
        }

        smearing.Apply(shellMean, curve);
    }

    private double Sum(ReadOnlySpan<int> members)
    {
        // Four sums: one would make each addition wait for the last.
        double a = 0, b = 0, c = 0, d = 0;
        var i = 0;
        for (; i <= members.Length - 4; i += 4)
        {
            a += power[members[i]];
            b += power[members[i + 1]];
            c += power[members[i + 2]];
            d += power[members[i + 3]];
        }

        for (; i < members.Length; i++) a += power[members[i]];
        return a + b + c + d;
    }
}
