namespace Filler.Structures;

/// <summary>The Markov chain of reverse Monte Carlo: one-particle moves, hard cores, Metropolis on χ².</summary>
internal sealed class ReverseMonteCarloWalk
{
    // A sweep that leaves the best χ² within half a percent for this long has found what it can.
    private const int StagnantSweeps = 80;
    private const double WorthwhileGain = 0.995;

    private const double CoolingPerSweep = 0.96;
    private const double LowestTemperature = 1e-3;

    // Single-precision sums lose about one digit over so many moves; rebuilding costs less than a sweep.
    private const int SweepsPerRebuild = 20;

    // A larger cluster hardly ever finds room, and each member costs as much as a move.
    private const int MostInCluster = 12;
    private const double TouchShare = 0.1;

    private readonly SphereGrid grid;
    private readonly int[] classOf;
    private readonly LatticeIntensity intensity;
    private readonly ScaleAndBackground scaling;
    private readonly RandomStream random;
    private readonly ReverseMonteCarloOptions options;
    private readonly int dof;
    private readonly double[] curve;
    private double chi2;
    private double stepNm;

    public ReverseMonteCarloWalk(
        StartingSpheres start, LatticeIntensity intensity, ScaleAndBackground scaling, int points, ReverseMonteCarloOptions options)
    {
        this.intensity = intensity;
        this.scaling = scaling;
        this.options = options;
        classOf = start.ClassOf;
        random = new RandomStream(options.Seed, 7);
        dof = points - 2;
        curve = new double[points];
        var s = start.Structure;
        grid = new SphereGrid(s.BoxNm, s.Radius.Max(), s.Count);
        for (var i = 0; i < s.Count; i++) grid.Add(s.X[i], s.Y[i], s.Z[i], s.Radius[i]);
        stepNm = options.RadiusNm;
        Rebuild();
    }

    public long Moves { get; private set; }

    public ParticleStructure ToStructure() => grid.ToStructure();

    /// <summary>Writes the unscaled curve of the present structure.</summary>
    public (double ChiSquared, double Scale, double Background) Evaluate(Span<double> unscaled)
    {
        intensity.Current(unscaled);
        return scaling.Fit(unscaled);
    }

    /// <summary>Moves until the misfit is down to the errors, stagnates, or the budget is spent.</summary>
    /// <returns>Why it ended, in words.</returns>
    public string Run(IProgress<ReverseMonteCarloProgress>? progress, CancellationToken cancellationToken)
    {
        var best = chi2;
        var temperature = 1.0;
        for (int sweep = 1, since = 0; ; sweep++)
        {
            if (chi2 <= options.TargetChiSquaredPerDof * dof) return $"χ² per degree of freedom reached {options.TargetChiSquaredPerDof:g3}";
            if (Moves >= options.MaxMoves) return $"the budget of {options.MaxMoves} moves is spent";
            if (since >= StagnantSweeps) return $"χ² stagnated over {StagnantSweeps} sweeps";

            temperature = Cooled(temperature);
            var accepted = Sweep(temperature, cancellationToken);
            if (sweep % SweepsPerRebuild == 0) Rebuild();
            since = chi2 < best * WorthwhileGain ? 0 : since + 1;
            best = Math.Min(best, chi2);
            progress?.Report(new ReverseMonteCarloProgress(Moves, accepted, chi2 / dof, temperature > LowestTemperature ? "annealing" : "quenched"));
        }
    }

    /// <remarks>
    /// At temperature 1 the entropy of 3N coordinates outweighs χ²/2 of some seventy points: a dense liquid settles at several times the errors.
    /// Cooling lets the data win; the stop at the target keeps it from fitting noise.
    /// </remarks>
    private static double Cooled(double temperature) => Math.Max(LowestTemperature, temperature * CoolingPerSweep);

    private double Sweep(double temperature, CancellationToken cancellationToken)
    {
        int accepted = 0, tried = (int)Math.Min(grid.Count, options.MaxMoves - Moves);
        for (var m = 0; m < tried && chi2 > options.TargetChiSquaredPerDof * dof; m++)
        {
            if (m % 64 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (TryAny(temperature)) accepted++;
            Moves++;
        }

        // A third accepted moves the structure fastest: smaller steps creep, larger ones fail.
        var share = accepted / (double)tried;
        stepNm = Math.Clamp(stepNm * (share > 0.33 ? 1.1 : 0.9), options.RadiusNm * 0.01, grid.Box / 4);
        return share;
    }

    private bool TryAny(double temperature)
    {
        if (options.SwapShare + options.ClusterShare == 0) return TryMove(temperature);
        var choice = random.NextDouble();
        if (choice < options.SwapShare) return TrySwap(temperature);
        return choice < options.SwapShare + options.ClusterShare ? TryCluster(temperature) : TryMove(temperature);
    }

    private bool TrySwap(double temperature)
    {
        var (i, j) = (random.NextInt(grid.Count), random.NextInt(grid.Count));
        var (a, b) = (grid[i], grid[j]);
        if (classOf[i] == classOf[j]) return false;
        // The radii change places rather than the spheres: each must find room where the other was.
        grid.Resize(i, b.Radius);
        grid.Resize(j, a.Radius);
        if (grid.IsFree(a.X, a.Y, a.Z, b.Radius, i) && grid.IsFree(b.X, b.Y, b.Z, a.Radius, j))
        {
            intensity.TrySwap((a.X, a.Y, a.Z), (b.X, b.Y, b.Z), classOf[i], classOf[j], curve);
            if (Accepts(temperature))
            {
                (classOf[i], classOf[j]) = (classOf[j], classOf[i]);
                return true;
            }
        }

        grid.Resize(i, a.Radius);
        grid.Resize(j, b.Radius);
        return false;
    }

    private bool TryCluster(double temperature)
    {
        var members = grid.Touching(random.NextInt(grid.Count), options.RadiusNm * TouchShare, MostInCluster);
        var (dx, dy, dz) = (Step(), Step(), Step());
        var moves = new ((double X, double Y, double Z) From, (double X, double Y, double Z) To, int RadiusClass)[members.Count];
        for (var m = 0; m < moves.Length; m++)
        {
            var (x, y, z, _) = grid[members[m]];
            moves[m] = ((x, y, z), (grid.Wrap(x + dx), grid.Wrap(y + dy), grid.Wrap(z + dz)), classOf[members[m]]);
        }

        if (!grid.AreFree(members, [.. moves.Select(m => m.To)])) return false;
        intensity.TryMoves(moves, curve);
        if (!Accepts(temperature)) return false;
        for (var m = 0; m < moves.Length; m++) grid.Move(members[m], moves[m].To.X, moves[m].To.Y, moves[m].To.Z);
        return true;
    }

    private bool TryMove(double temperature)
    {
        var i = random.NextInt(grid.Count);
        var (x, y, z, radius) = grid[i];
        var (px, py, pz) = (grid.Wrap(x + Step()), grid.Wrap(y + Step()), grid.Wrap(z + Step()));
        if (!grid.IsFree(px, py, pz, radius, i)) return false;
        intensity.TryMove((x, y, z), (px, py, pz), classOf[i], curve);
        if (!Accepts(temperature)) return false;
        grid.Move(i, px, py, pz);
        return true;
    }

    // Metropolis on the tried curve.
    private bool Accepts(double temperature)
    {
        var tried = scaling.Fit(curve).ChiSquared;
        if (tried > chi2 && random.NextDouble() >= Math.Exp((chi2 - tried) / (2 * temperature))) return false;
        chi2 = tried;
        intensity.Accept();
        return true;
    }

    private double Step() => stepNm * ((2 * random.NextDouble()) - 1);

    private void Rebuild()
    {
        intensity.Rebuild(grid, classOf);
        chi2 = Evaluate(curve).ChiSquared;
    }
}
