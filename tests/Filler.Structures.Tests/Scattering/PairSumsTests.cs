namespace Filler.Structures.Tests;

/// <summary>The curve above the lattice's end, from pairs of particles, beside the one from all wave vectors of the box.</summary>
public class PairSumsTests
{
    private static readonly double[] Q = [.. Enumerable.Range(0, 40).Select(i => 0.06 * Math.Pow(0.9 / 0.06, i / 39.0))];

    // As small-angle instruments smear.
    private static readonly ScatteringCurve Smeared = new(Q, Q, Q, [.. Q.Select(q => 0.07 * q)]);

    [Fact]
    public void A_dense_liquid_of_many_sizes_scatters_as_by_all_wave_vectors()
    {
        var start = StartingSpheres.Place(new ReverseMonteCarloOptions(10, 0.12, 0.4, 3000), default);

        AssertAgree(start.Structure, start.ClassOf, start.Radii, 0.02, 0.01);
    }

    [Fact]
    public void Aggregates_scatter_as_by_all_wave_vectors()
    {
        var s = Aggregates.Generate(new AggregateOptions(400, 0.12, new SpherePopulation(20), 1.9, 20, 0.5, 1, 80, AggregateProcess.Tuned), 4, default);

        AssertAgree(s, new int[s.Count], [10], 0.03, 0.01);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Points_without_order_scatter_as_by_all_wave_vectors(ulong seed)
    {
        const int Points = 4000;
        const double Box = 400;
        var random = new RandomStream(seed);
        var grid = new SphereGrid(Box, 10, Points);
        for (var i = 0; i < Points; i++) grid.Add(Box * random.NextDouble(), Box * random.NextDouble(), Box * random.NextDouble(), 10);

        var (pairs, all) = (Intensity(grid, new int[Points], [10], 100, 120), Intensity(grid, new int[Points], [10], 3_000_000, 1));

        // What pairs add beyond the uniform density, which is taken off: nothing but each point's own.
        Assert.Equal(1, Enumerable.Range(8, 25).Average(i => pairs[i] / all[i]), 0.01);
    }

    [Fact]
    public void A_crowded_cell_widens_and_loses_no_one()
    {
        var cells = new PairCells(100, 20, 400);
        cells.Clear();
        for (var i = 0; i < 400; i++) cells.Add(i, (50 + (i * 1e-3), 50, 50), 3);
        for (var i = 0; i < 100; i++) cells.Remove(i);
        var near = new PairNeighbours();

        cells.FindNear((50, 50, 50), 150, 151, 10, near);

        Assert.Equal(298, near.Count);
        Assert.All(near.Classes[..near.Count], c => Assert.Equal(3, c));
        Assert.All(near.Bins[..near.Count], b => Assert.InRange(b, 0, 4));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(45)]
    public void Neighbours_are_those_of_the_direct_search_across_the_boundary(double reach)
    {
        const double Box = 90;
        var random = new RandomStream(11);
        var at = Enumerable.Range(0, 500).Select(_ => (X: Box * random.NextDouble(), Y: Box * random.NextDouble(), Z: Box * random.NextDouble())).ToArray();
        var cells = new PairCells(Box, reach, at.Length);
        cells.Clear();
        for (var i = 0; i < at.Length; i++) cells.Add(i, at[i], i % 3);
        var near = new PairNeighbours();

        for (var i = 0; i < at.Length; i++)
        {
            cells.FindNear(at[i], i, -1, 1, near);

            var expected = Enumerable.Range(0, at.Length).Where(j => j != i && Distance(at[i], at[j]) < reach).Select(j => j % 3).Order();
            Assert.Equal(expected, near.Classes[..near.Count].Order());
        }

        static double Distance((double X, double Y, double Z) a, (double X, double Y, double Z) b) =>
            Math.Sqrt(Square(a.X - b.X) + Square(a.Y - b.Y) + Square(a.Z - b.Z));

        static double Square(double d) => Math.Pow(Math.Min(Math.Abs(d), Box - Math.Abs(d)), 2);
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public void The_lattice_ends_where_the_blur_of_the_reach_is_narrow(int particles)
    {
        var step = 2 * Math.PI / 1000;
        var end = step * Math.Cbrt(SpectrumSplit.WaveVectors(particles) / (2 * Math.PI / 3));

        Assert.InRange(end * SpectrumSplit.ReachNm(particles, 1000), 23.9, 40);
    }

    private static void AssertAgree(ParticleStructure s, int[] classOf, double[] radii, double most, double rms)
    {
        var grid = new SphereGrid(s.BoxNm, s.Radius.Max(), s.Count);
        for (var i = 0; i < s.Count; i++) grid.Add(s.X[i], s.Y[i], s.Z[i], s.Radius[i]);
        var all = Intensity(grid, classOf, radii, 3_000_000, 1);
        var split = Intensity(grid, classOf, radii, SpectrumSplit.WaveVectors(s.Count), SpectrumSplit.ReachNm(s.Count, s.BoxNm));
        var off = all.Zip(split, (a, b) => (b / a) - 1).ToArray();

        Assert.InRange(off.Max(Math.Abs), 1e-6, most);
        Assert.InRange(Math.Sqrt(off.Average(d => d * d)), 0, rms);
    }

    private static double[] Intensity(SphereGrid grid, int[] classOf, double[] radii, int waveVectors, double reachNm)
    {
        var sut = new StructureIntensity(QShells.Cover(Smeared, grid.Box, waveVectors), Smeared, radii, grid.Count, reachNm);
        sut.Rebuild(grid, classOf);
        var curve = new double[Q.Length];
        sut.Current(curve);
        return curve;
    }
}
