namespace Filler.Structures;

/// <summary>The Markov chain of reverse Monte Carlo: sweeps of moves at a falling temperature, until the misfit is down to the errors.</summary>
internal sealed class ReverseMonteCarloWalk
{
    // A sweep that leaves the best χ² within half a percent for this long has found what it can.
    private const int StagnantSweeps = 80;
    private const double WorthwhileGain = 0.995;

    private const double LowestTemperature = 1e-3;

    // Single-precision sums lose about one digit over so many moves; rebuilding costs less than a sweep.
    private const int SweepsPerRebuild = 20;
    private const int MovesPerRebuild = 400_000;

    private readonly ParticleMoves moves;
    private readonly RandomStream random;
    private readonly ReverseMonteCarloOptions options;
    private readonly double target;
    private readonly double dof;
    private readonly double longestStepNm;
    private double temperature, stepNm, best;
    private int sweep, stagnantFor;

    public ReverseMonteCarloWalk(
        StartingSpheres start, StructureIntensity intensity, ScaleAndBackground scaling, int points, ReverseMonteCarloOptions options, ReverseMonteCarloState? from)
    {
        this.options = options;
        random = from is null ? new RandomStream(options.Seed, 7) : RandomStream.From(from.Random);
        moves = new ParticleMoves(start, intensity, scaling, points, options, random);
        dof = points - 2 + (options.Coordination is null ? 0 : 1);
        target = options.TargetChiSquaredPerDof * dof;
        longestStepNm = start.Structure.BoxNm / 4;
        (temperature, stepNm, best) = (options.StartTemperature, options.RadiusNm, moves.ChiSquared);
        if (from is null) return;
        (temperature, stepNm, best, sweep, stagnantFor, Moves) = (from.Temperature, from.StepNm, from.Best, from.Sweep, from.StagnantFor, from.Moves);
    }

    public long Moves { get; private set; }

    public ParticleStructure ToStructure() => moves.ToStructure();

    /// <inheritdoc cref="ParticleMoves.Evaluate"/>
    public (double ChiSquared, double Scale, double Background) Evaluate(Span<double> unscaled) => moves.Evaluate(unscaled);

    /// <summary>Moves until the misfit is down to the errors, stagnates, or the budget is spent.</summary>
    /// <param name="checkpoint">Given the state every few sweeps.</param>
    /// <returns>Why it ended, in words.</returns>
    public string Run(IProgress<ReverseMonteCarloProgress>? progress, Action<ReverseMonteCarloState>? checkpoint, CancellationToken cancellationToken)
    {
        // The sums drift by moves; a large system is also rebuilt often enough to be checkpointed every few minutes.
        var sweepsPerRebuild = (int)Math.Clamp(MovesPerRebuild / moves.Count, 2, SweepsPerRebuild);
        while (true)
        {
            if (moves.ChiSquared <= target) return $"χ² per degree of freedom reached {options.TargetChiSquaredPerDof:g3}";
            if (Moves >= options.MaxMoves) return $"the budget of {options.MaxMoves} moves is spent";
            if (stagnantFor >= StagnantSweeps) return $"χ² stagnated over {StagnantSweeps} sweeps";

            sweep++;
            temperature = Cooled();
            var accepted = Sweep(cancellationToken);
            var rebuilt = sweep % sweepsPerRebuild == 0;
            if (rebuilt) moves.Rebuild();
            stagnantFor = moves.ChiSquared < best * WorthwhileGain ? 0 : stagnantFor + 1;
            best = Math.Min(best, moves.ChiSquared);
            if (rebuilt) checkpoint?.Invoke(State());
            progress?.Report(new ReverseMonteCarloProgress(Moves, accepted, moves.ChiSquared / dof, temperature > LowestTemperature ? "annealing" : "quenched"));
        }
    }

    /// <remarks>
    /// At temperature 1 the entropy of 3N coordinates outweighs χ²/2 of some seventy points: a dense liquid settles at several times the errors.
    /// Cooling lets the data win; the stop at the target keeps it from fitting noise.
    /// </remarks>
    private double Cooled() => Math.Max(LowestTemperature, temperature * options.CoolingPerSweep);

    private double Sweep(CancellationToken cancellationToken)
    {
        int accepted = 0, tried = (int)Math.Min(moves.Count, options.MaxMoves - Moves);
        for (var m = 0; m < tried && moves.ChiSquared > target; m++)
        {
            if (m % 64 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (moves.Try(stepNm, temperature)) accepted++;
            Moves++;
        }

        // A third accepted moves the structure fastest: smaller steps creep, larger ones fail.
        var share = accepted / (double)tried;
        stepNm = Math.Clamp(stepNm * (share > 0.33 ? 1.1 : 0.9), options.RadiusNm * 0.01, longestStepNm);
        return share;
    }

    private ReverseMonteCarloState State()
    {
        var s = moves.ToStructure();
        return new ReverseMonteCarloState
        {
            Moves = Moves,
            Sweep = sweep,
            StagnantFor = stagnantFor,
            Best = best,
            Temperature = temperature,
            StepNm = stepNm,
            Random = random.ToWords(),
            X = s.X,
            Y = s.Y,
            Z = s.Z,
            ClassOf = [.. moves.ClassOf],
        };
    }
}
