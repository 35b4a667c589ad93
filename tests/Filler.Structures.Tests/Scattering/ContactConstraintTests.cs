namespace Filler.Structures.Tests;

public class ContactConstraintTests
{
    // Three in a row that touch, one far away, in cells made wide enough for the gap.
    private static SphereGrid Grid()
    {
        var grid = new SphereGrid(100, 5.5, 16);
        foreach (var x in new[] { 10.0, 20, 30, 70 }) grid.Add(x, 50, 50, 5);
        return grid;
    }

    private static readonly ReverseMonteCarloOptions Options = new(5, 0, 0.1, 10) { ContactGapNm = 0.5 };

    [Fact]
    public void Contacts_are_counted_across_the_boundary_too()
    {
        var grid = Grid();
        grid.Add(99.6, 50, 50, 5);

        Assert.Equal([2, 2, 1, 0, 1], Enumerable.Range(0, 5).Select(i => grid.Contacts(i, 0.5)));
    }

    [Fact]
    public void The_mean_coordination_counts_as_one_more_point()
    {
        var grid = Grid();
        var sut = new ContactConstraints(grid, Options with { Coordination = 2, CoordinationTolerance = 0.5 });

        // Two contacts of four particles: one each on average, two tolerances from what is asked.
        Assert.Equal(4, sut.Penalty, 12);
        sut.Begin([3]);
        grid.Move(3, 40, 50, 50);
        Assert.True(sut.Allows([3]));
        Assert.Equal(1, sut.Penalty, 12);
        sut.Forget();
        Assert.Equal(4, sut.Penalty, 12);
    }

    [Fact]
    public void No_aggregate_grows_beyond_the_limit()
    {
        var grid = Grid();
        var sut = new ContactConstraints(grid, Options with { MaxAggregateSize = 3 });

        sut.Begin([3]);
        grid.Move(3, 40, 50, 50);
        Assert.False(sut.Allows([3]));
        grid.Move(3, 60, 50, 50);
        Assert.True(sut.Allows([3]));
    }

    [Fact]
    public void A_walk_keeps_its_aggregates_small()
    {
        var q = Enumerable.Range(0, 30).Select(i => 0.06 + (0.012 * i)).ToArray();
        // A rise to low q that asks for large aggregates.
        var curve = new ScatteringCurve(q, [.. q.Select(v => Math.Pow(v, -2))], [.. q.Select(v => 0.02 * Math.Pow(v, -2))], new double[30]);
        var options = new ReverseMonteCarloOptions(10, 0, 0.08, 200) { MaxMoves = 8000, WaveVectors = 2000, ErrorFloor = 0 };

        var free = ReverseMonteCarlo.Fit(curve, options, null, default).Structure;
        var kept = ReverseMonteCarlo.Fit(curve, options with { MaxAggregateSize = 4 }, null, default).Structure;

        Assert.True(ClusterSizes.Of(free, 1, default).Sizes.Max() > 8);
        Assert.InRange(ClusterSizes.Of(kept, 1, default).Sizes.Max(), 1, 4);
    }
}
