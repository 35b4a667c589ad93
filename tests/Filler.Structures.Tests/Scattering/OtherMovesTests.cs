namespace Filler.Structures.Tests;

public class OtherMovesTests
{
    private static readonly ScatteringCurve Curve = MakeCurve();

    [Theory]
    [InlineData(3000)]
    [InlineData(200)]
    public void Swaps_and_shifted_clusters_give_what_a_fresh_sum_gives(int waveVectors)
    {
        var options = new ReverseMonteCarloOptions(10, 0.2, 0.15, 200);
        var start = StartingSpheres.Place(options, default);
        var s = start.Structure;
        var grid = new SphereGrid(s.BoxNm, s.Radius.Max(), s.Count);
        for (var i = 0; i < s.Count; i++) grid.Add(s.X[i], s.Y[i], s.Z[i], s.Radius[i]);
        var classOf = (int[])start.ClassOf.Clone();
        var sut = new StructureIntensity(QShells.Cover(Curve, s.BoxNm, waveVectors), Curve, start.Radii, s.Count, s.BoxNm / 2);
        sut.Rebuild(grid, classOf);
        var tried = new double[Curve.Q.Length];

        var (a, b) = (grid[3], grid[150]);
        sut.TrySwap(3, 150, (a.X, a.Y, a.Z), (b.X, b.Y, b.Z), classOf[3], classOf[150], tried);
        sut.Accept();
        (classOf[3], classOf[150]) = (classOf[150], classOf[3]);
        int[] together = [5, 6, 7];
        var moves = together.Select(i => (i, (grid[i].X, grid[i].Y, grid[i].Z), (grid.Wrap(grid[i].X + 30), grid[i].Y, grid.Wrap(grid[i].Z - 9)), classOf[i])).ToArray();
        sut.TryMoves(moves, tried);
        sut.Accept();
        for (var m = 0; m < 3; m++) grid.Move(together[m], moves[m].Item3.Item1, moves[m].Item3.Item2, moves[m].Item3.Item3);

        var fresh = new double[Curve.Q.Length];
        sut.Rebuild(grid, classOf);
        sut.Current(fresh);
        for (var i = 0; i < fresh.Length; i++) Assert.Equal(1, tried[i] / fresh[i], 1e-3);
    }

    [Fact]
    public void A_walk_with_every_kind_of_move_keeps_its_spheres_apart_and_their_radii()
    {
        var options = new ReverseMonteCarloOptions(10, 0.2, 0.25, 300) { MaxMoves = 6000, WaveVectors = 2000, SwapShare = 0.3, ClusterShare = 0.3, TargetChiSquaredPerDof = 0.1 };
        var start = StartingSpheres.Place(options, default).Structure;

        var fit = ReverseMonteCarlo.Fit(Curve, options, null, default);

        Assert.True(Overlap.Deepest(fit.Structure) < 1e-6, $"overlap {Overlap.Deepest(fit.Structure)}");
        Assert.Equal(start.Radius.Order(), fit.Structure.Radius.Order());
        Assert.NotEqual(start.Radius, fit.Structure.Radius);
        Assert.Equal(fit.Structure.X, ReverseMonteCarlo.Fit(Curve, options, null, default).Structure.X);
    }

    [Fact]
    public void Touching_spheres_are_found_across_the_boundary_and_no_farther()
    {
        var grid = new SphereGrid(100, 5, 16);
        foreach (var x in new[] { 1.0, 91, 81, 60, 30 }) grid.Add(x, 50, 50, 5);

        Assert.Equal([0, 1, 2], grid.Touching(0, 0.1, 10).Order());
        Assert.Equal(2, grid.Touching(0, 0.1, 2).Count);
        Assert.True(grid.AreFree([0, 1, 2], [(11, 50, 50), (1, 50, 50), (91, 50, 50)]));
        Assert.False(grid.AreFree([0, 1, 2], [(41, 50, 50), (31, 50, 50), (21, 50, 50)]));
        Assert.Equal(5, grid[1].Radius);
    }

    private static ScatteringCurve MakeCurve()
    {
        var q = Enumerable.Range(0, 40).Select(i => 0.05 + (0.015 * i)).ToArray();
        return new ScatteringCurve(q, [.. q.Select(v => 1 / (1 + (v * v * 200)))], [.. q.Select(_ => 0.02)], new double[40]);
    }
}
