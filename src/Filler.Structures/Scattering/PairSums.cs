using System.Runtime.Intrinsics;

namespace Filler.Structures;

/// <summary>
/// Σ F_i F_j sin(qr)/(qr) over the pairs within a reach, for each shell that they have a share in. A move costs the neighbours of one particle, whatever the
/// number of particles and wave vectors, and counts every direction of q.
/// </summary>
internal sealed class PairSums
{
    private const int NoOne = -1;

    private readonly PairKernel kernel;
    private readonly PairCells cells;
    private readonly double[] squares, uniform, share, total;
    private readonly float[] change, gained, lost;
    private readonly int particles;
    private readonly List<(int Index, (double X, double Y, double Z) From, (double X, double Y, double Z) To, int Class)> moved = [];
    private (int A, int B, int ClassOfA, int ClassOfB)? swapped;
    private readonly PairNeighbours near = new();

    /// <param name="squares">⟨F²⟩ of every shell.</param>
    public PairSums(QShells shells, PairKernel kernel, double[] squares, int particles)
    {
        (this.kernel, this.squares, this.particles) = (kernel, squares, particles);
        if (kernel.Radii > PairCells.MostClasses) throw new ArgumentException($"{kernel.Radii} radii: at most {PairCells.MostClasses} are told apart.");
        var boxNm = 2 * Math.PI / shells.Step;
        cells = new PairCells(boxNm, kernel.ReachNm, particles);
        (total, change, gained, lost) = (new double[kernel.Count], new float[kernel.Padded], new float[kernel.Padded], new float[kernel.Padded]);
        share = [.. Enumerable.Range(kernel.FirstShell, kernel.Count).Select(shells.PairShare)];
        var density = particles / (boxNm * boxNm * boxNm);
        uniform = [.. Enumerable.Range(0, kernel.Count).Select(s => density * Math.Pow(Enumerable.Range(0, kernel.Radii).Average(c => kernel.AmplitudesOf(c)[s]), 2) * kernel.Uniform[s])];
    }

    /// <summary>Takes all pairs anew.</summary>
    public void Rebuild(SphereGrid grid, int[] classOf)
    {
        cells.Clear();
        Array.Clear(total);
        Begin();
        for (var i = 0; i < grid.Count; i++) cells.Add(i, At(grid, i), classOf[i]);
        for (var i = 0; i < grid.Count; i++)
        {
            Sum(At(grid, i), i, NoOne, gained);
            var amplitude = kernel.AmplitudesOf(classOf[i]);
            for (var s = 0; s < total.Length; s++) total[s] += amplitude[s] * gained[s] / 2.0;
        }
    }

    public void TryMove(int i, (double X, double Y, double Z) from, (double X, double Y, double Z) to, int radiusClass)
    {
        Begin();
        Change(i, from, to, radiusClass);
    }

    /// <summary>Several that move together: each is taken where those before it have gone.</summary>
    public void TryMoves(ReadOnlySpan<(int Index, (double X, double Y, double Z) From, (double X, double Y, double Z) To, int RadiusClass)> moves)
    {
        Begin();
        foreach (var (i, from, to, radiusClass) in moves)
        {
            Change(i, from, to, radiusClass);
            Place(i, to, radiusClass);
        }

        for (var m = moved.Count - 1; m >= 0; m--) Place(moved[m].Index, moved[m].From, moved[m].Class);
    }

    /// <summary>Two that exchange their radii. What they add to each other stays.</summary>
    public void TrySwap(int i, int j, (double X, double Y, double Z) atI, (double X, double Y, double Z) atJ, int classOfI, int classOfJ)
    {
        Begin();
        Sum(atI, i, j, gained);
        Sum(atJ, i, j, lost);
        var ofI = kernel.AmplitudesOf(classOfI);
        var ofJ = kernel.AmplitudesOf(classOfJ);
        for (var s = 0; s < change.Length; s++) change[s] = (ofJ[s] - ofI[s]) * (gained[s] - lost[s]);
        swapped = (i, j, classOfI, classOfJ);
    }

    /// <summary>Makes what was tried last.</summary>
    public void Keep()
    {
        for (var s = 0; s < total.Length; s++) total[s] += change[s];
        foreach (var (i, _, to, radiusClass) in moved) Place(i, to, radiusClass);
        if (swapped is var (a, b, classOfA, classOfB))
        {
            cells.SetClass(a, classOfB);
            cells.SetClass(b, classOfA);
        }

        Begin();
    }

    /// <summary>Forgets what was tried.</summary>
    public void Begin()
    {
        moved.Clear();
        swapped = null;
        Array.Clear(change);
    }

    /// <summary>Mixes ⟨F²⟩ S as after what was tried into the shells, each by the pairs' share in it.</summary>
    public void MixInto(Span<double> shellMean)
    {
        for (var s = 0; s < total.Length; s++)
        {
            ref var mean = ref shellMean[kernel.FirstShell + s];
            var ofPairs = squares[kernel.FirstShell + s] + (2 * (total[s] + change[s]) / particles) - uniform[s];
            mean = (share[s] * ofPairs) + ((1 - share[s]) * mean);
        }
    }

    private static (double X, double Y, double Z) At(SphereGrid grid, int i) => (grid[i].X, grid[i].Y, grid[i].Z);

    private void Change(int i, (double X, double Y, double Z) from, (double X, double Y, double Z) to, int radiusClass)
    {
        Sum(to, i, NoOne, gained);
        Sum(from, i, NoOne, lost);
        var amplitude = kernel.AmplitudesOf(radiusClass);
        for (var s = 0; s < change.Length; s++) change[s] += amplitude[s] * (gained[s] - lost[s]);
        moved.Add((i, from, to, radiusClass));
    }

    private void Place(int i, (double X, double Y, double Z) at, int radiusClass)
    {
        cells.Remove(i);
        cells.Add(i, at, radiusClass);
    }

    // Σ_j F_j sin(qr_j)/(qr_j) around a point. A lane is a shell, so that the width of the machine's registers changes no sum.
    private unsafe void Sum((double X, double Y, double Z) around, int ignore, int ignoreToo, float[] sums)
    {
        cells.FindNear(around, ignore, ignoreToo, kernel.BinsPerNm, near);
        var (padded, count) = (kernel.Padded, near.Count);
        fixed (float* table = kernel.Table, amplitudes = kernel.Amplitudes, into = sums)
        fixed (int* bins = near.Bins, classes = near.Classes)
        {
            for (var s = 0; s < padded; s += PairKernel.Block)
            {
                // Two sums each: an addition would wait for the one before.
                Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default;
                var h = 0;
                for (; h < count - 1; h += 2)
                {
                    Add(table + (bins[h] * padded) + s, amplitudes + (classes[h] * padded) + s, ref a0, ref b0);
                    Add(table + (bins[h + 1] * padded) + s, amplitudes + (classes[h + 1] * padded) + s, ref a1, ref b1);
                }

                if (h < count) Add(table + (bins[h] * padded) + s, amplitudes + (classes[h] * padded) + s, ref a0, ref b0);
                Vector256.Store(a0 + a1, into + s);
                Vector256.Store(b0 + b1, into + s + 8);
            }
        }
    }

    private static unsafe void Add(float* row, float* amplitude, ref Vector256<float> low, ref Vector256<float> high)
    {
        low = Vector256.FusedMultiplyAdd(Vector256.Load(row), Vector256.Load(amplitude), low);
        high = Vector256.FusedMultiplyAdd(Vector256.Load(row + 8), Vector256.Load(amplitude + 8), high);
    }
}
