namespace Filler.Structures;

/// <summary>The Markov chain of reverse Monte Carlo: one-particle moves, hard cores, Metropolis on χ².</summary>
internal sealed class ReverseMonteCarloWalk
{
    // A sweep that leaves the best χ² within half a percent for this long has found what it can.
    private const int StagnantSweeps = 80;
    private const double WorthwhileGain = 0.995;

    // Rounding in the running sums stays far below 1e-9 over so many moves; rebuilding costs one sweep's share.
    private const int SweepsPerRebuild = 50;

    private readonly SphereGrid grid;
    private readonly int[] classOf;
    private readonly ShellIntensity intensity;
    private readonly ScaleAndBackground scaling;
    private readonly RandomStream random;
    private readonly ReverseMonteCarloOptions options;
    private readonly int dof;
    private readonly double[] curve;
    private double chi2;
    private double stepNm;

    public ReverseMonteCarloWalk(
        StartingSpheres start, ShellIntensity intensity, ScaleAndBackground scaling, int points, ReverseMonteCarloOptions options)
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
        for (int sweep = 1, since = 0; ; sweep++)
        {
            if (chi2 <= options.TargetChiSquaredPerDof * dof) return $"χ² per degree of freedom reached {options.TargetChiSquaredPerDof:g3}";
            if (Moves >= options.MaxMoves) return $"the budget of {options.MaxMoves} moves is spent";
            if (since >= StagnantSweeps) return $"χ² stagnated over {StagnantSweeps} sweeps";

            var temperature = Temperature();
            var accepted = Sweep(temperature, cancellationToken);
            if (sweep % SweepsPerRebuild == 0) Rebuild();
            since = chi2 < best * WorthwhileGain ? 0 : since + 1;
            best = Math.Min(best, chi2);
            progress?.Report(new ReverseMonteCarloProgress(Moves, accepted, chi2 / dof, temperature > 1 ? "annealing" : "sampling"));
        }
    }

    // Annealing follows the misfit itself: one move changes χ² by about its N-th part, so a bad fit may climb hills that a good one may not.
    private double Temperature() => Math.Max(1, 2 * chi2 / grid.Count);

    private double Sweep(double temperature, CancellationToken cancellationToken)
    {
        int accepted = 0, tried = (int)Math.Min(grid.Count, options.MaxMoves - Moves);
        for (var m = 0; m < tried && chi2 > options.TargetChiSquaredPerDof * dof; m++)
        {
            if (m % 64 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (TryMove(temperature)) accepted++;
            Moves++;
        }

        // A third accepted moves the structure fastest: smaller steps creep, larger ones fail.
        var share = accepted / (double)tried;
        stepNm = Math.Clamp(stepNm * (share > 0.33 ? 1.1 : 0.9), options.RadiusNm * 0.01, grid.Box / 4);
        return share;
    }

    private bool TryMove(double temperature)
    {
        var i = random.NextInt(grid.Count);
        var (x, y, z, radius) = grid[i];
        var (px, py, pz) = (grid.Wrap(x + Step()), grid.Wrap(y + Step()), grid.Wrap(z + Step()));
        if (!grid.IsFree(px, py, pz, radius, i)) return false;
        intensity.TryMove((x, y, z), (px, py, pz), classOf[i], curve);
        var tried = scaling.Fit(curve).ChiSquared;
        if (tried > chi2 && random.NextDouble() >= Math.Exp((chi2 - tried) / (2 * temperature))) return false;
        chi2 = tried;
        intensity.Accept();
        grid.Move(i, px, py, pz);
        return true;
    }

    private double Step() => stepNm * ((2 * random.NextDouble()) - 1);

    private void Rebuild()
    {
        intensity.Clear();
        for (var i = 0; i < grid.Count; i++)
        {
            var (x, y, z, _) = grid[i];
            intensity.Add((x, y, z), classOf[i]);
        }

        chi2 = Evaluate(curve).ChiSquared;
    }
}
