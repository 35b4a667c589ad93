namespace Filler.Structures;

/// <summary>
/// Cluster-cluster aggregation off lattice (Meakin, Phys. Rev. Lett. 51 (1983) 1119; Kolb, Botet and Jullien, ibid. 1123): all particles wander at
/// once, clusters more slowly the larger they are, and touching ones stick. Fractal dimension and size distribution follow from the process.
/// </summary>
internal sealed class ClusterAggregation
{
    // Diffusivity of a cluster falls as its hydrodynamic radius rises, N^(1/1.8).
    private const double MobilityExponent = -1 / 1.8;

    // Reaction-limited: Ball, Weitz, Witten and Leyvraz, Phys. Rev. Lett. 58 (1987) 274; smaller ones change the dimension little.
    private const double RareSticking = 0.01;

    private const long MostMovesPerParticle = 200_000;

    private readonly ClusterBox box;
    private readonly RandomStream random;
    private readonly double sticking, stepNm;
    private readonly List<List<int>> clusters;
    private readonly int[] clusterOf;

    public ClusterAggregation(ParticleStructure particles, bool reactionLimited, RandomStream random)
    {
        stepNm = particles.Radius.Average();
        box = new ClusterBox(particles, stepNm);
        this.random = random;
        sticking = reactionLimited ? RareSticking : 1;
        clusters = [.. Enumerable.Range(0, particles.Count).Select(i => new List<int> { i })];
        clusterOf = [.. Enumerable.Range(0, particles.Count)];
    }

    /// <summary>Aggregates until clusters hold so many particles in the mean.</summary>
    public ParticleStructure Run(double meanSize, CancellationToken cancellationToken)
    {
        var particles = clusterOf.Length;
        var wanted = Math.Max(1, (int)Math.Round(particles / meanSize));
        for (var move = 0L; clusters.Count > wanted; move++)
        {
            if (move % 1024 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (move > MostMovesPerParticle * particles) throw new ArgumentException($"clusters stop meeting at {particles / (double)clusters.Count:0.#} particles in the mean: lower meanAggregateSize.");
            Move();
        }

        return box.ToStructure();
    }

    private void Move()
    {
        var c = random.NextInt(clusters.Count);
        var members = clusters[c];
        if (members.Count > 1 && random.NextDouble() >= Math.Pow(members.Count, MobilityExponent)) return;
        var direction = Direction();
        var (free, met) = (stepNm, -1);
        foreach (var i in members)
        {
            var (distance, other) = box.FirstTouch(i, direction, free, clusterOf, c);
            if (other >= 0) (free, met) = (distance, other);
        }

        // A touch that does not stick leaves the cluster where it was: it will try again.
        if (met >= 0 && random.NextDouble() >= sticking) return;
        foreach (var i in members) box.Shift(i, direction, free);
        if (met >= 0) Merge(c, clusterOf[met]);
    }

    private void Merge(int a, int b)
    {
        var (small, large) = clusters[a].Count < clusters[b].Count ? (a, b) : (b, a);
        foreach (var i in clusters[small]) clusterOf[i] = large;
        clusters[large].AddRange(clusters[small]);
        // The last cluster takes the freed number.
        var last = clusters.Count - 1;
        if (small != last)
        {
            clusters[small] = clusters[last];
            foreach (var i in clusters[small]) clusterOf[i] = small;
        }

        clusters.RemoveAt(last);
    }

    private (double X, double Y, double Z) Direction()
    {
        while (true)
        {
            var (x, y, z) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
            var r2 = (x * x) + (y * y) + (z * z);
            if (r2 is > 1e-4 and < 1) return (x / Math.Sqrt(r2), y / Math.Sqrt(r2), z / Math.Sqrt(r2));
        }
    }
}
