using Filler.Structures;

namespace Filler.Cli.Reports;

/// <summary>What there is to know of one particle structure.</summary>
internal sealed record StructureInspection
{
    // Ten diameters: aggregates' inner structure, and the dip or hump that follows.
    private const double RadiiInPairs = 20;
    private const int PairBins = 200;
    private const int FactorShells = 100;

    // About two seconds of wave vectors on one core; the lowest shells hold six vectors anyway.
    private const double PhaseBudget = 2e8;
    private const int FewestVectors = 12;
    private const int MostVectors = 200;

    // A share of the mean diameter: particles nearer than this touch for every practical purpose.
    private const double GapShare = 0.02;

    /// <summary>The class, or the file.</summary>
    public required string Name { get; init; }

    /// <summary>As in the manifest: random, aggregates, scattering, particles.</summary>
    public required string Kind { get; init; }

    /// <summary>Edge of the periodic box in nm.</summary>
    public required double BoxNm { get; init; }

    public required int Particles { get; init; }

    public required double VolumeFraction { get; init; }

    public required double MeanRadiusNm { get; init; }

    /// <summary>Standard deviation of the radii in nm.</summary>
    public required double RadiusSpreadNm { get; init; }

    /// <summary>Surfaces this near count as touching.</summary>
    public required double ContactGapNm { get; init; }

    /// <summary>Clusters of touching particles, single ones included.</summary>
    public required int Clusters { get; init; }

    /// <summary>Particles in the mean cluster, each cluster counted once.</summary>
    public required double MeanClusterSize { get; init; }

    /// <summary>Size of the cluster that a particle finds itself in, on average.</summary>
    public required double WeightMeanClusterSize { get; init; }

    public required int LargestCluster { get; init; }

    /// <summary>Mean number of others that a particle touches.</summary>
    public required double MeanCoordination { get; init; }

    /// <summary>How many clusters there are of each size that occurs, by rising size.</summary>
    public required IReadOnlyList<AggregateCount> AggregateSizes { get; init; }

    /// <summary>g(r).</summary>
    public required PairCorrelation PairCorrelation { get; init; }

    /// <summary>S(q).</summary>
    public required StructureFactor StructureFactor { get; init; }

    /// <summary>Null where the structure was not fitted to a curve.</summary>
    public FittedCurve? Scattering { get; init; }

    /// <summary>Null where only one structure was looked at.</summary>
    public SolutionSpread? Spread { get; init; }

    /// <exception cref="ArgumentException">The structure has fewer than two particles.</exception>
    public static StructureInspection Of(string name, string kind, ParticleStructure structure, FittedCurve? scattering, CancellationToken cancellationToken)
    {
        if (structure.Count < 2) throw new ArgumentException($"{name}: {structure.Count} particles; a structure needs at least 2 to be measured");
        var radius = structure.Radius.Average();
        var gap = GapShare * 2 * radius;
        var clusters = ClusterSizes.Of(structure, gap, cancellationToken);
        var vectors = (int)Math.Clamp(PhaseBudget / FactorShells / structure.Count, FewestVectors, MostVectors);
        return new StructureInspection
        {
            Name = name,
            Kind = kind,
            BoxNm = structure.BoxNm,
            Particles = structure.Count,
            VolumeFraction = structure.VolumeFraction,
            MeanRadiusNm = radius,
            RadiusSpreadNm = Math.Sqrt(structure.Radius.Average(r => (r - radius) * (r - radius))),
            ContactGapNm = gap,
            Clusters = clusters.Sizes.Length,
            MeanClusterSize = clusters.Mean,
            WeightMeanClusterSize = clusters.WeightMean,
            LargestCluster = clusters.Sizes.Max(),
            MeanCoordination = clusters.MeanCoordination,
            AggregateSizes = [.. clusters.Histogram().Select(h => new AggregateCount(h.Size, h.Clusters))],
            PairCorrelation = PairCorrelation.Of(structure, Math.Min(structure.BoxNm / 2, RadiiInPairs * radius), PairBins, cancellationToken),
            StructureFactor = StructureFactor.Of(
                structure, Math.Max(2 * Math.PI / radius, 4 * Math.PI / structure.BoxNm), FactorShells, vectors, seed: 1, cancellationToken),
            Scattering = scattering,
        };
    }
}
