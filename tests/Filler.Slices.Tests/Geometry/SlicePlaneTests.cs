using Filler.Structures;

namespace Filler.Slices.Tests;

public class SlicePlaneTests
{
    private const int Draws = 20_000;

    private static readonly SlicePlane[] Planes = DrawMany();

    [Fact]
    public void Axes_are_unit_vectors_at_right_angles()
    {
        foreach (var plane in Planes.Take(1000))
        {
            Assert.Equal(1, plane.U.Dot(plane.U), 12);
            Assert.Equal(1, plane.V.Dot(plane.V), 12);
            Assert.Equal(0, plane.U.Dot(plane.V), 12);
            Assert.Equal(1, plane.Normal.Dot(plane.Normal), 12);
        }
    }

    // For a uniform rotation each matrix entry is uniform on [-1, 1]: mean 0, second moment 1/3, fourth 1/5. Bounds are five standard errors.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_entry_of_the_rotation_has_the_moments_of_the_uniform_distribution(int axis)
    {
        Func<SlicePlane, Vector3d>[] rows = [p => p.U, p => p.V, p => p.Normal];
        foreach (var row in rows)
        {
            var entries = Planes.Select(p => row(p)[axis]).ToArray();
            Assert.InRange(entries.Average(), -Bound(1.0 / 3), Bound(1.0 / 3));
            Assert.InRange(entries.Average(e => e * e) - (1.0 / 3), -Bound((1.0 / 5) - (1.0 / 9)), Bound((1.0 / 5) - (1.0 / 9)));
            Assert.InRange(entries.Average(e => e * e * e * e) - (1.0 / 5), -Bound((1.0 / 9) - (1.0 / 25)), Bound((1.0 / 9) - (1.0 / 25)));
            Assert.True(Kolmogorov(entries, e => (e + 1) / 2) < 1.95, "at 0.001 the Kolmogorov statistic stays below 1.95");
        }
    }

    [Fact]
    public void The_turn_within_the_plane_is_uniform()
    {
        // The angle of U around the normal, against the direction in the plane that is nearest to the z axis.
        var turns = Planes.Select(p => (Math.Atan2(p.V.Z, p.U.Z) / (2 * Math.PI)) + 0.5).ToArray();

        Assert.True(Kolmogorov(turns, t => t) < 1.95);
    }

    [Fact]
    public void Different_entries_of_the_rotation_are_uncorrelated()
    {
        Assert.InRange(Planes.Average(p => p.U.X * p.V.Y), -Bound(1.0 / 9), Bound(1.0 / 9));
        Assert.InRange(Planes.Average(p => p.U.X * p.U.Y), -Bound(1.0 / 15), Bound(1.0 / 15));
        Assert.InRange(Planes.Average(p => p.Normal.Z * p.U.X), -Bound(1.0 / 9), Bound(1.0 / 9));
    }

    [Theory]
    [InlineData(0, 10, 20)]
    [InlineData(1, -5, 5)]
    [InlineData(2, 0, 3)]
    public void Centres_are_uniform_in_their_box(int axis, double low, double high)
    {
        Assert.All(Planes, p => Assert.InRange(p.Centre[axis], low, high));
        Assert.True(Kolmogorov([.. Planes.Select(p => p.Centre[axis])], c => (c - low) / (high - low)) < 1.95);
    }

    [Fact]
    public void Equal_streams_draw_equal_planes() => Assert.Equal(
        SlicePlane.Draw(new RandomStream(5, 1), default, new Vector3d(1, 1, 1)),
        SlicePlane.Draw(new RandomStream(5, 1), default, new Vector3d(1, 1, 1)));

    private static double Bound(double variance) => 5 * Math.Sqrt(variance / Draws);

    private static double Kolmogorov(double[] values, Func<double, double> distribution)
    {
        var sorted = values.Select(distribution).Order().ToArray();
        var n = sorted.Length;
        return Math.Sqrt(n) * sorted.Select((f, i) => Math.Max(Math.Abs(f - (i / (double)n)), Math.Abs(f - ((i + 1) / (double)n)))).Max();
    }

    private static SlicePlane[] DrawMany()
    {
        var stream = new RandomStream(20260101);
        return [.. Enumerable.Range(0, Draws).Select(_ => SlicePlane.Draw(stream, new Vector3d(10, -5, 0), new Vector3d(20, 5, 3)))];
    }
}
