namespace Filler.Structures;

/// <summary>Clusters of touching particles.</summary>
/// <param name="ClusterOf">Cluster number of each particle, 0-based in order of first appearance.</param>
/// <param name="Sizes">Number of particles in each cluster.</param>
public sealed record ClusterSizes(int[] ClusterOf, int[] Sizes)
{
    /// <summary>Pairs that touch.</summary>
    public int Contacts { get; init; }

    /// <summary>Mean number of others that a particle touches.</summary>
    public double MeanCoordination => 2.0 * Contacts / ClusterOf.Length;

    /// <summary>Mean number of particles per cluster (each cluster counts once).</summary>
    public double Mean => Sizes.Average();

    /// <summary>Mean cluster size that a particle finds itself in (each particle counts once).</summary>
    public double WeightMean => Sizes.Sum(s => (double)s * s) / Sizes.Sum();

    /// <summary>How many clusters there are of each size that occurs, by rising size.</summary>
    public IReadOnlyList<(int Size, int Clusters)> Histogram() =>
        [.. Sizes.GroupBy(s => s).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))];

    /// <summary>Joins particles whose surfaces are no further apart than a gap.</summary>
    /// <param name="gapNm">Largest surface-to-surface gap in nm that still counts as a touch, ≥ 0.</param>
    public static ClusterSizes Of(ParticleStructure structure, double gapNm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(structure);
        if (!(gapNm >= 0)) throw new ArgumentException($"gapNm is {gapNm}: give 0 or more.");
        var contacts = 0;
        var parent = Enumerable.Range(0, structure.Count).ToArray();
        if (structure.Count > 1)
        {
            // Strictly-closer-than is asked of the pair list; touching spheres sit at the sum of their radii up to rounding.
            var reach = (2 * structure.Radius.Max() * (1 + 1e-9)) + gapNm;
            PeriodicPairs.ForEach(structure, reach, Join, cancellationToken);
        }

        var number = new Dictionary<int, int>();
        var sizes = new List<int>();
        var clusterOf = new int[structure.Count];
        for (var i = 0; i < structure.Count; i++)
        {
            var root = Root(i);
            if (!number.TryGetValue(root, out var cluster))
            {
                number[root] = cluster = sizes.Count;
                sizes.Add(0);
            }

            clusterOf[i] = cluster;
            sizes[cluster]++;
        }

        return new ClusterSizes(clusterOf, [.. sizes]) { Contacts = contacts };

        void Join(int i, int j, double d2)
        {
            var contact = ((structure.Radius[i] + structure.Radius[j]) * (1 + 1e-9)) + gapNm;
            if (d2 > contact * contact) return;
            contacts++;
            parent[Root(i)] = Root(j);
        }

        int Root(int i)
        {
            // Halving keeps the trees flat without recursion.
            while (parent[i] != i) i = parent[i] = parent[parent[i]];
            return i;
        }
    }
}
