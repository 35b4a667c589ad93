namespace Filler.Structures;

/// <summary>What a reverse Monte Carlo fit starts from and how long it may take.</summary>
/// <param name="RadiusNm">Median particle radius in nm; <see cref="FormFactorEstimate"/> finds it from the curve.</param>
/// <param name="Polydispersity">Standard deviation of ln(radius), 0 to 0.5.</param>
/// <param name="VolumeFraction">In (0, 0.45]; with the number of particles it gives the box.</param>
/// <param name="Particles">Number of particles, 10 to 20 000 000. The box edge grows with its cube root, and the lowest q is 2π over the edge.</param>
public sealed record ReverseMonteCarloOptions(double RadiusNm, double Polydispersity, double VolumeFraction, int Particles)
{
    /// <summary>Hard spheres freeze at 0.49; short of it a liquid start is found quickly.</summary>
    public const double MaxVolumeFraction = 0.45;

    /// <summary>Lowest q in 1/nm that is fitted.</summary>
    public double MinQ { get; init; }

    /// <summary>Highest q in 1/nm that is fitted.</summary>
    public double MaxQ { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Relative error added in quadrature to each point's own: counting errors omit absolute calibration and the errors of the smearing and
    /// form-factor models. 0 trusts the file.
    /// </summary>
    public double ErrorFloor { get; init; } = 0.03;

    /// <summary>
    /// How many wave vectors (of ±k one) are followed, from the lowest upwards; above the q they reach, the curve is that of pairs up to
    /// <see cref="PairReachNm"/>. A move costs in proportion. Null: as many as <see cref="SpectrumSplit"/> says.
    /// </summary>
    public int? WaveVectors { get; init; }

    /// <summary>
    /// Distance in nm up to which pairs are followed in the q above the wave vectors, at most half the box. What lies further apart blurs there. Null: as far as
    /// <see cref="SpectrumSplit"/> says.
    /// </summary>
    public double? PairReachNm { get; init; }

    /// <summary>Tried moves after which the fit ends.</summary>
    public long MaxMoves { get; init; } = 2_000_000;

    /// <summary>The fit ends at this χ² per degree of freedom: below 1 it would fit noise.</summary>
    public double TargetChiSquaredPerDof { get; init; } = 1;

    /// <summary>Share of moves that exchange two particles of different radii, 0 to 0.5.</summary>
    public double SwapShare { get; init; }

    /// <summary>Share of moves that shift a particle with those that touch it (within a tenth of its radius), 0 to 0.5.</summary>
    public double ClusterShare { get; init; }

    /// <summary>Temperature that annealing begins at, in units of χ²/2; it falls to 0.001 at most.</summary>
    public double StartTemperature { get; init; } = 1;

    /// <summary>What the temperature is multiplied by after each sweep, 0.5 to 0.9999: slower finds deeper minima.</summary>
    public double CoolingPerSweep { get; init; } = 0.96;

    /// <summary>No aggregate of touching particles may grow beyond this; null: any may.</summary>
    public int? MaxAggregateSize { get; init; }

    /// <summary>Mean number of particles that touch one, fitted as one more point of the curve; null: whatever the curve leads to.</summary>
    public double? Coordination { get; init; }

    /// <summary>Standard error of <see cref="Coordination"/>, 0.01 to 5.</summary>
    public double CoordinationTolerance { get; init; } = 0.1;

    /// <summary>Surfaces this near (nm) count as touching; null: a tenth of the radius.</summary>
    public double? ContactGapNm { get; init; }

    /// <summary>The shape of the distribution of radii.</summary>
    public SizeDistribution Distribution { get; init; }

    public ulong Seed { get; init; } = 1;

    internal int FollowedWaveVectors => WaveVectors ?? SpectrumSplit.WaveVectors(Particles);

    /// <summary>In a box of this edge.</summary>
    internal double PairReach(double boxNm) => Math.Min(PairReachNm ?? SpectrumSplit.ReachNm(Particles, boxNm), boxNm / 2);

    internal double ContactGap => ContactGapNm ?? (RadiusNm / 10);

    internal void Validate()
    {
        Within("radiusNm", RadiusNm, 0.1, 10_000);
        Within("polydispersity", Polydispersity, 0, 0.5);
        Within("volumeFraction", VolumeFraction, 1e-6, MaxVolumeFraction);
        Within("particles", Particles, 10, 20_000_000);
        Within("errorFloor", ErrorFloor, 0, 1);
        Within("waveVectors", FollowedWaveVectors, 100, 10_000_000);
        Within("pairReachNm", PairReachNm ?? (10 * RadiusNm), 4 * RadiusNm, 100_000);
        Within("swapShare", SwapShare, 0, 0.5);
        Within("clusterShare", ClusterShare, 0, 0.5);
        Within("startTemperature", StartTemperature, 0.001, 1000);
        Within("coolingPerSweep", CoolingPerSweep, 0.5, 0.9999);
        Within("maxAggregateSize", MaxAggregateSize ?? 1, 1, 100_000);
        Within("coordination", Coordination ?? 0, 0, 12);
        Within("coordinationTolerance", CoordinationTolerance, 0.01, 5);
        Within("contactGapNm", ContactGap, 0, 2 * RadiusNm);
        Within("maxMoves", MaxMoves, 1, 1e12);
        Within("targetChiSquaredPerDof", TargetChiSquaredPerDof, 0.1, 1e6);
        if (!(MinQ >= 0 && MinQ < MaxQ)) throw new ArgumentException($"minQ ({MinQ}) and maxQ ({MaxQ}) must be 0 ≤ minQ < maxQ, in 1/nm.");
    }

    private static void Within(string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high)) throw new ArgumentException($"{name} is {value}: give a value from {low} to {high}.");
    }
}
