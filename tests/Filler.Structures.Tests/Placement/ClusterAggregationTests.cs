namespace Filler.Structures.Tests;

public class ClusterAggregationTests
{
    [Theory]
    [InlineData(AggregateProcess.DiffusionLimited)]
    [InlineData(AggregateProcess.ReactionLimited)]
    public void Clusters_reach_their_mean_size_touching_and_without_overlap(AggregateProcess process)
    {
        var s = Make(process, 0.05, 12, sigma: 0.1, box: 400, seed: 1);

        Assert.True(Overlap.Deepest(s) <= 1e-6, $"overlap {Overlap.Deepest(s)}");
        Assert.InRange(s.VolumeFraction, 0.05, 0.051);
        Assert.Equal(12, s.Count / (double)Clusters(s).Count, 0.5);
        Assert.Equal(s.X, Make(process, 0.05, 12, 0.1, 400, 1).X);
    }

    [Fact]
    public void Fractal_dimensions_are_those_of_the_literature()
    {
        // Rg of clusters against their size, over several structures; both tend to the known values from finite clusters, within 0.25.
        var diffusion = Dimension(AggregateProcess.DiffusionLimited);
        var reaction = Dimension(AggregateProcess.ReactionLimited);

        Assert.InRange(diffusion, 1.55, 2.0);
        Assert.InRange(reaction, diffusion + 0.03, 2.35);
    }

    private static double Dimension(AggregateProcess process)
    {
        var points = new List<(double LogSize, double LogRg)>();
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var s = Make(process, 0.01, 60, 0, 800, seed);
            points.AddRange(Clusters(s).Where(c => c.Count >= 8).Select(c => (Math.Log(c.Count), Math.Log(Rg(c)))));
        }

        var (mx, my) = (points.Average(p => p.LogSize), points.Average(p => p.LogRg));
        return points.Sum(p => (p.LogSize - mx) * (p.LogSize - mx)) / points.Sum(p => (p.LogSize - mx) * (p.LogRg - my));
    }

    private static ParticleStructure Make(AggregateProcess process, double fraction, double size, double sigma, double box, ulong seed) =>
        Aggregates.Generate(new AggregateOptions(box, fraction, new SpherePopulation(20, sigma), 2, size, 0, Process: process), seed, default);

    private static double Rg(List<(double X, double Y, double Z)> c)
    {
        var (x, y, z) = (c.Average(p => p.X), c.Average(p => p.Y), c.Average(p => p.Z));
        return Math.Sqrt(c.Average(p => ((p.X - x) * (p.X - x)) + ((p.Y - y) * (p.Y - y)) + ((p.Z - z) * (p.Z - z))) + (0.6 * 100));
    }

    /// <summary>Clusters of touching spheres with unwrapped positions, by a walk over contacts.</summary>
    private static List<List<(double X, double Y, double Z)>> Clusters(ParticleStructure s)
    {
        double Nearest(double d) => d - (s.BoxNm * Math.Round(d / s.BoxNm));
        var order = Enumerable.Range(0, s.Count).ToList();
        var seen = new bool[s.Count];
        var found = new List<List<(double X, double Y, double Z)>>();
        foreach (var first in order)
        {
            if (seen[first]) continue;
            seen[first] = true;
            var cluster = new List<(double X, double Y, double Z)>();
            var queue = new Queue<(int I, double X, double Y, double Z)>([(first, 0, 0, 0)]);
            while (queue.TryDequeue(out var at))
            {
                cluster.Add((at.X, at.Y, at.Z));
                for (var j = 0; j < s.Count; j++)
                {
                    if (seen[j]) continue;
                    var (dx, dy, dz) = (Nearest(s.X[j] - s.X[at.I]), Nearest(s.Y[j] - s.Y[at.I]), Nearest(s.Z[j] - s.Z[at.I]));
                    var contact = s.Radius[j] + s.Radius[at.I] + 1e-6;
                    if ((dx * dx) + (dy * dy) + (dz * dz) > contact * contact) continue;
                    seen[j] = true;
                    queue.Enqueue((j, at.X + dx, at.Y + dy, at.Z + dz));
                }
            }

            found.Add(cluster);
        }

        return found;
    }
}
