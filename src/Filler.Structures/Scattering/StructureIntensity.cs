namespace Filler.Structures;

/// <summary>
/// I(q) of spheres in a periodic box, smeared to the measured points. Low shells come from the box's wave vectors: ρ_k = Σ_j F_j(k) exp(ik·r_j), I = mean
/// of |ρ_k|²/N; moving one particle changes each ρ_k by the difference of two phase factors, O(K). In the shells above the lattice's end, where vectors
/// would be too many, they come from the distances of pairs, O(neighbours).
/// </summary>
internal sealed class StructureIntensity
{
    private readonly QShells shells;
    private readonly SmearingWeights smearing;
    private readonly WaveVectorRows rows;
    private readonly ParitySums sums;
    private readonly PairSums? pairs;
    private readonly float[][] amplitude;
    private readonly double[] shellSum, shellMean;
    private readonly int particles;
    private float[]? difference;
    private float[]? moved;

    /// <param name="radii">The distinct radii, each equally frequent; particles name them by index.</param>
    /// <param name="reachNm">Distance up to which pairs are followed, at most half the box.</param>
    public StructureIntensity(QShells shells, ScatteringCurve curve, double[] radii, int particles, double reachNm)
    {
        (this.shells, this.particles) = (shells, particles);
        rows = new WaveVectorRows(shells);
        sums = new ParitySums(rows, shells);
        // Relative to the mean volume: single precision holds the range of F, not of V² N. An entry's mirror images are counted by its weight.
        var unit = radii.Average(r => SphereFormFactor.Amplitude(0, r));
        amplitude = [.. radii.Select(r => rows.Norm.Select((k, i) => (float)(Math.Sqrt(rows.Images[i]) * SphereFormFactor.Amplitude(k, r) / unit)).ToArray())];
        shellSum = new double[shells.Count];
        var squares = MeanSquares(radii, unit);
        shellMean = [.. squares];
        smearing = new SmearingWeights(curve, shells, squares, q => SphereFormFactor.MeanSquare(q, radii) / (unit * unit));
        if (shells.OnLattice < shells.Count)
            pairs = new PairSums(shells, new PairKernel(shells, radii, unit, reachNm), squares, particles);
    }

    /// <summary>Sets ρ_k to those of the particles.</summary>
    public void Rebuild(SphereGrid grid, int[] classOf)
    {
        sums.Clear();
        for (var i = 0; i < grid.Count; i++)
        {
            var (x, y, z, _) = grid[i];
            sums.Add((x, y, z), amplitude[classOf[i]]);
        }

        pairs?.Rebuild(grid, classOf);
    }

    /// <summary>The smeared curve if one particle moved; <see cref="Accept"/> makes it so.</summary>
    public void TryMove(int i, (double X, double Y, double Z) from, (double X, double Y, double Z) to, int radiusClass, Span<double> curve)
    {
        moved = amplitude[radiusClass];
        sums.Try(from, to, moved, shellSum);
        pairs?.TryMove(i, from, to, radiusClass);
        Smear(curve);
    }

    /// <summary>The smeared curve if several particles moved together.</summary>
    public void TryMoves(ReadOnlySpan<(int Index, (double X, double Y, double Z) From, (double X, double Y, double Z) To, int RadiusClass)> moves, Span<double> curve)
    {
        moved = null;
        sums.BeginTogether();
        foreach (var (_, from, to, radiusClass) in moves) sums.MoveTogether(from, to, amplitude[radiusClass]);
        sums.MeasureTogether(amplitude[0], shellSum);
        pairs?.TryMoves(moves);
        Smear(curve);
    }

    /// <summary>The smeared curve if two particles changed places.</summary>
    /// <remarks>(F_a − F_b)(exp(ik·r_b) − exp(ik·r_a)): one move of a particle that scatters by the difference.</remarks>
    public void TrySwap(
        int i, int j, (double X, double Y, double Z) a, (double X, double Y, double Z) b, int classOfA, int classOfB, Span<double> curve)
    {
        moved = difference ??= new float[rows.Norm.Length];
        for (var k = 0; k < difference.Length; k++) difference[k] = amplitude[classOfA][k] - amplitude[classOfB][k];
        sums.Try(a, b, difference, shellSum);
        pairs?.TrySwap(i, j, a, b, classOfA, classOfB);
        Smear(curve);
    }

    /// <summary>Makes the last tried move; nothing else may have been measured since.</summary>
    public void Accept()
    {
        if (moved is null) sums.KeepTogether();
        else sums.Keep(moved);
        pairs?.Keep();
    }

    public void Current(Span<double> curve)
    {
        sums.MeasureNow(amplitude[0], shellSum);
        pairs?.Begin();
        Smear(curve);
    }

    /// <summary>⟨F²⟩ of each shell: over its own vectors, or over its width where it has none.</summary>
    private double[] MeanSquares(double[] radii, double unit)
    {
        var means = new double[shells.Count + 1];
        for (var i = 0; i < rows.Norm.Length; i++)
        {
            if (rows.ShellOf[i] < shells.Count) means[rows.ShellOf[i]] += rows.Images[i] * SphereFormFactor.MeanSquare(rows.Norm[i], radii) / rows.VectorsIn(rows.ShellOf[i]);
        }

        for (var s = 0; s < shells.Count; s++)
        {
            if (s >= shells.OnLattice) means[s] = shells.Mean(s, q => SphereFormFactor.MeanSquare(q, radii));
            means[s] /= unit * unit;
        }

        return means[..shells.Count];
    }

    private void Smear(Span<double> curve)
    {
        for (var s = 0; s < shells.OnLattice; s++) shellMean[s] = shellSum[s] / (rows.VectorsIn(s) * (double)particles);
        pairs?.MixInto(shellMean);
        smearing.Apply(shellMean, curve);
    }
}
