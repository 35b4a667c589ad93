namespace Filler.Structures;

/// <summary>
/// Reverse Monte Carlo (McGreevy and Pusztai, Mol. Simul. 1 (1988) 359) on a small-angle scattering curve: particles move until the structure's own
/// I(q) explains the measured one within its errors.
/// </summary>
public static class ReverseMonteCarlo
{
    /// <summary>Fits a structure of hard spheres to the curve.</summary>
    /// <param name="progress">Told once per sweep, from the calling thread.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or too few points are left to fit.</exception>
    public static ReverseMonteCarloFit Fit(
        ScatteringCurve curve, ReverseMonteCarloOptions options, IProgress<ReverseMonteCarloProgress>? progress, CancellationToken cancellationToken) =>
        Fit(curve, options, progress, null, cancellationToken);

    /// <param name="checkpoints">Null: an interrupted fit is lost.</param>
    /// <inheritdoc cref="Fit(ScatteringCurve, ReverseMonteCarloOptions, IProgress{ReverseMonteCarloProgress}?, CancellationToken)"/>
    public static ReverseMonteCarloFit Fit(
        ScatteringCurve curve,
        ReverseMonteCarloOptions options,
        IProgress<ReverseMonteCarloProgress>? progress,
        ReverseMonteCarloCheckpoints? checkpoints,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var notes = new List<string>();
        var start = checkpoints?.From is { } state ? StartingSpheres.From(state, options) : StartingSpheres.Place(options, cancellationToken);
        var points = Select(curve, options, start.Structure.BoxNm, notes);
        var sigma = FittedPoints.Errors(points, options.ErrorFloor);
        if (options.ErrorFloor > 0) notes.Add($"Errors include {options.ErrorFloor:p1} of each intensity, in quadrature with the file's.");

        var shells = QShells.Cover(points, start.Structure.BoxNm, options.FollowedWaveVectors);
        var reach = options.PairReach(start.Structure.BoxNm);
        if (shells.LatticeEnd < points.Q[^1])
            notes.Add($"Above {shells.LatticeEnd:g3} 1/nm the curve is that of pairs up to {reach:f0} nm apart; more waveVectors reach higher.");
        var intensity = new StructureIntensity(shells, points, start.Radii, options.Particles, reach);
        var walk = new ReverseMonteCarloWalk(start, intensity, new ScaleAndBackground(points.Intensity, sigma), points.Q.Length, options, checkpoints?.From);
        var stop = walk.Run(progress, checkpoints?.Offer, cancellationToken);

        var fitted = new double[points.Q.Length];
        var (chi2, scale, background) = walk.Evaluate(fitted);
        for (var i = 0; i < fitted.Length; i++) fitted[i] = (scale * fitted[i]) + background;
        var structure = walk.ToStructure();
        DescribeContacts(structure, options, notes, cancellationToken);
        return new ReverseMonteCarloFit
        {
            Structure = structure,
            Q = points.Q,
            Measured = points.Intensity,
            Sigma = sigma,
            Fitted = fitted,
            Scale = scale,
            Background = background,
            ChiSquaredPerDof = chi2 / (points.Q.Length - 2),
            WeightedResidual = 100 * Math.Sqrt(chi2 / points.Intensity.Zip(sigma, (y, s) => y * y / (s * s)).Sum()),
            Moves = walk.Moves,
            StopReason = stop,
            Notes = notes,
        };
    }

    private static void DescribeContacts(
        ParticleStructure structure, ReverseMonteCarloOptions options, List<string> notes, CancellationToken cancellationToken)
    {
        if (options.MaxAggregateSize is null && options.Coordination is null) return;
        var touching = ClusterSizes.Of(structure, options.ContactGap, cancellationToken);
        if (options.MaxAggregateSize is { } most) notes.Add($"The largest aggregate holds {touching.Sizes.Max()} particles; at most {most} were allowed.");
        if (options.Coordination is { } asked)
            notes.Add($"A particle touches {touching.MeanCoordination:0.00} others on average; {asked:0.00} ± {options.CoordinationTolerance:0.00} were asked for.");
    }

    private static ScatteringCurve Select(ScatteringCurve curve, ReverseMonteCarloOptions options, double boxNm, List<string> notes)
    {
        var lowest = 2 * Math.PI / boxNm;
        var asked = curve.Between(options.MinQ, options.MaxQ);
        var points = asked.Between(lowest, double.PositiveInfinity);
        var below = asked.Q.Length - points.Q.Length;
        if (below > 0)
            notes.Add($"{below} points below 2π/L = {lowest:g3} 1/nm are not fitted: the box of {boxNm:f0} nm has no such wave vector. More particles reach lower.");
        return points.Q.Length >= 5 ? points : throw new ArgumentException(
            $"Only {points.Q.Length} of {curve.Q.Length} points lie from {Math.Max(options.MinQ, lowest):g3} to {options.MaxQ:g3} 1/nm "
            + $"(2π over the box of {boxNm:f0} nm is {lowest:g3}): widen minQ and maxQ, or raise particles.");
    }
}
