namespace Filler.Structures.Tests;

public class StatisticsTests
{
    private static ParticleStructure Gas(int count, double box, ulong seed)
    {
        var random = new RandomStream(seed);
        double[] Draw() => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * box)];
        return new ParticleStructure(box, Draw(), Draw(), Draw(), [.. Enumerable.Repeat(1.0, count)]);
    }

    private static ParticleStructure Points(double box, params (double X, double Y, double Z)[] points) => new(
        box, [.. points.Select(p => p.X)], [.. points.Select(p => p.Y)], [.. points.Select(p => p.Z)], [.. points.Select(_ => 1.0)]);

    [Fact]
    public void An_ideal_gas_has_no_pair_correlation()
    {
        var g = PairCorrelation.Of(Gas(8000, 100, 1), 20, 20, default);

        // Poisson counts: the innermost bins hold few pairs.
        for (var b = 3; b < 20; b++) Assert.InRange(g.Value[b], 0.9, 1.1);
    }

    [Theory]
    [InlineData(25.0)]
    [InlineData(49.0)]
    public void Pair_counts_agree_with_the_sum_over_all_pairs(double max)
    {
        var s = Gas(500, 98, 2);
        var expected = 0;
        for (var i = 0; i < s.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (PeriodicPairs.SquaredDistance(s, i, j) < max * max) expected++;
            }
        }

        var pairs = new HashSet<(int, int)>();
        PeriodicPairs.ForEach(s, max, (i, j, _) => Assert.True(pairs.Add((Math.Min(i, j), Math.Max(i, j)))));

        Assert.Equal(expected, pairs.Count);
    }

    [Fact]
    public void Neighbours_are_found_across_the_faces_of_the_box()
    {
        var g = PairCorrelation.Of(Points(100, (1, 50, 50), (97, 50, 50)), 10, 10, default);

        Assert.Equal(4.5, g.DistanceNm[Array.FindIndex(g.Value, v => v > 0)]);
    }

    [Fact]
    public void A_simple_cubic_lattice_has_its_six_nearest_neighbours()
    {
        var points = from x in Enumerable.Range(0, 6) from y in Enumerable.Range(0, 6) from z in Enumerable.Range(0, 6) select (x * 10.0, y * 10.0, z * 10.0);
        var s = Points(60, [.. points]);

        var g = PairCorrelation.Of(s, 12, 12, default);

        var shell = 4.0 / 3.0 * Math.PI * (Math.Pow(11, 3) - Math.Pow(10, 3));
        Assert.Equal(6, g.Value[10] * shell * (s.Count - 1) / Math.Pow(60, 3), 9);
        Assert.Equal(0, g.Value.Take(10).Sum());
    }

    [Fact]
    public void The_structure_factor_of_an_ideal_gas_is_one()
    {
        var s = StructureFactor.Of(Gas(2000, 100, 3), 2, 10, 300, 1, default);

        for (var b = 0; b < s.Q.Length; b++) Assert.InRange(s.Value[b], 1 - (5 / Math.Sqrt(s.Vectors[b])), 1 + (5 / Math.Sqrt(s.Vectors[b])));
    }

    [Fact]
    public void The_lowest_q_is_that_of_the_box()
    {
        var s = StructureFactor.Of(Gas(100, 100, 3), 2 * Math.PI / 100 * 1.2, 1, 100, 1, default);

        Assert.Equal(2 * Math.PI / 100, s.Q[0], 12);
        Assert.Equal(3, s.Vectors[0]);
    }

    [Fact]
    public void Two_particles_scatter_as_Debyes_sum_says()
    {
        // S(q) = 1 + sin(qr)/(qr) in the average over directions, which dense shells of a large box approach.
        var s = StructureFactor.Of(Points(4000, (2000, 2000, 2000), (2006, 2003, 1998)), 2, 40, 4000, 1, default);

        for (var b = 5; b < s.Q.Length; b++)
        {
            var x = s.Q[b] * 7;
            Assert.Equal(1 + (Math.Sin(x) / x), s.Value[b], 0.06);
        }
    }

    [Fact]
    public void A_lattice_scatters_only_at_its_reciprocal_points()
    {
        var points = from x in Enumerable.Range(0, 8) from y in Enumerable.Range(0, 8) from z in Enumerable.Range(0, 8) select (x * 10.0, y * 10.0, z * 10.0);
        var s = StructureFactor.Of(Points(80, [.. points]), 2 * Math.PI / 10 * 0.99, 5, 1000, 1, default);

        Assert.All(s.Value, v => Assert.Equal(0, v, 9));
    }

    [Fact]
    public void The_structure_factor_is_the_transform_of_the_pair_correlation()
    {
        // S(q) = 1 + 4πn ∫ (g−1) r² sin(qr)/(qr) dr; g of hard spheres at 0.2 has settled at 100 nm.
        var s = RandomSpheres.Generate(new SpherePopulation(20), 500, 0.2, 5, default);
        var density = s.Count / Math.Pow(s.BoxNm, 3);
        var g = PairCorrelation.Of(s, 100, 1000, default);
        var direct = StructureFactor.Of(s, 0.8, 12, 600, 1, default);

        for (var b = 2; b < direct.Q.Length; b++)
        {
            var q = direct.Q[b];
            var integral = g.DistanceNm.Zip(g.Value, (r, v) => (v - 1) * r * Math.Sin(q * r) / q * 0.1).Sum();
            Assert.Equal(1 + (4 * Math.PI * density * integral), direct.Value[b], 0.15);
        }
    }

    [Fact]
    public void Clusters_join_touching_particles_across_the_box_and_nothing_else()
    {
        var s = Points(100, (1, 50, 50), (99, 50, 50), (97, 50, 50), (50, 50, 50), (52.05, 50, 50));

        var touching = ClusterSizes.Of(s, 0, default);
        var near = ClusterSizes.Of(s, 0.1, default);

        Assert.Equal([3, 1, 1], touching.Sizes);
        Assert.Equal([3, 2], near.Sizes);
        Assert.Equal([0, 0, 0, 1, 1], near.ClusterOf);
        Assert.Equal(2.5, near.Mean);
        Assert.Equal(13 / 5.0, near.WeightMean);
        Assert.Equal([(2, 1), (3, 1)], near.Histogram());
    }

    [Fact]
    public void Ranges_that_mean_nothing_are_refused()
    {
        var s = Gas(10, 100, 1);

        Assert.Contains("boxNm/2", Assert.Throws<ArgumentException>(() => PairCorrelation.Of(s, 51, 10, default)).Message, StringComparison.Ordinal);
        Assert.Contains("bins", Assert.Throws<ArgumentException>(() => PairCorrelation.Of(s, 50, 0, default)).Message, StringComparison.Ordinal);
        Assert.Contains("maxQ", Assert.Throws<ArgumentException>(() => StructureFactor.Of(s, 0.01, 1, 1, 1, default)).Message, StringComparison.Ordinal);
        Assert.Contains("gapNm", Assert.Throws<ArgumentException>(() => ClusterSizes.Of(s, -1, default)).Message, StringComparison.Ordinal);
    }
}
