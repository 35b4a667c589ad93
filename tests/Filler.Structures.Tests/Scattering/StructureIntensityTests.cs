using System.Numerics;

namespace Filler.Structures.Tests;

public class StructureIntensityTests
{
    private const double Box = 120;

    private static readonly double[] Radii = [5, 6, 7];

    private static (SphereGrid Grid, int[] ClassOf) Spheres(ulong seed)
    {
        var s = RandomSpheres.Place([.. Enumerable.Range(0, 90).Select(i => Radii[i % 3])], 7, Box, new RandomStream(seed), default);
        var grid = new SphereGrid(Box, 7, 90);
        for (var i = 0; i < s.Count; i++) grid.Add(s.X[i], s.Y[i], s.Z[i], s.Radius[i]);
        return (grid, [.. Enumerable.Range(0, 90).Select(i => i % 3)]);
    }

    private static (StructureIntensity Sut, QShells Shells, ScatteringCurve Curve) Make(int vectors, double smearing = 0)
    {
        var q = Enumerable.Range(2, 10).Select(i => i * 0.055).ToArray();
        var curve = new ScatteringCurve(q, q, q, [.. q.Select(_ => smearing)]);
        var shells = QShells.Cover(curve, Box, vectors);
        return (new StructureIntensity(shells, curve, Radii, 90, Box / 2), shells, curve);
    }

    [Fact]
    public void Shells_hold_the_direct_sum_over_their_vectors()
    {
        var (sut, shells, curve) = Make(100_000, smearing: 0.03);
        var (grid, classOf) = Spheres(1);
        sut.Rebuild(grid, classOf);
        var got = new double[curve.Q.Length];
        sut.Current(got);

        var expected = new double[curve.Q.Length];
        new SmearingWeights(curve, shells, [], _ => 1).Apply(DirectShells(shells, grid), expected);

        for (var i = 0; i < got.Length; i++) Assert.Equal(1, got[i] / expected[i], 4);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(300)]
    public void A_move_gives_what_a_fresh_sum_gives(int waveVectors)
    {
        var (sut, _, curve) = Make(waveVectors);
        var (grid, classOf) = Spheres(2);
        sut.Rebuild(grid, classOf);
        var moved = new double[curve.Q.Length];
        for (var i = 0; i < 30; i++)
        {
            var (x, y, z, _) = grid[i];
            var to = (grid.Wrap(x + 11), grid.Wrap(y - 70), grid.Wrap(z + i));
            sut.TryMove(i, (x, y, z), to, classOf[i], moved);
            sut.Accept();
            grid.Move(i, to.Item1, to.Item2, to.Item3);
        }

        sut.Rebuild(grid, classOf);
        var fresh = new double[curve.Q.Length];
        sut.Current(fresh);
        for (var i = 0; i < fresh.Length; i++) Assert.Equal(1, moved[i] / fresh[i], 4);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(300)]
    public void A_move_that_is_not_accepted_leaves_no_trace(int waveVectors)
    {
        var (sut, _, curve) = Make(waveVectors);
        var (grid, classOf) = Spheres(3);
        sut.Rebuild(grid, classOf);
        var (before, tried, after) = (new double[curve.Q.Length], new double[curve.Q.Length], new double[curve.Q.Length]);
        sut.Current(before);
        sut.TryMove(0, (grid[0].X, grid[0].Y, grid[0].Z), (1, 2, 3), classOf[0], tried);
        sut.Current(after);

        Assert.Equal(before, after);
        Assert.NotEqual(before, tried);
    }

    [Fact]
    public void Smearing_a_constant_leaves_it()
    {
        var q = Enumerable.Range(1, 20).Select(i => i * 0.05).ToArray();
        var curve = new ScatteringCurve(q, q, q, [.. q.Select(v => 0.1 * v)]);
        var shells = QShells.Cover(curve, 200, 1000);
        var smeared = new double[20];

        new SmearingWeights(curve, shells, [], _ => 1).Apply([.. Enumerable.Repeat(3.0, shells.Count)], smeared);

        Assert.All(smeared, v => Assert.Equal(3, v, 9));
    }

    [Fact]
    public void Smearing_a_parabola_adds_the_variance()
    {
        var q = Enumerable.Range(10, 20).Select(i => i * 0.02).ToArray();
        var curve = new ScatteringCurve(q, q, q, [.. q.Select(_ => 0.03)]);
        var shells = QShells.Cover(curve, 1000, 1000);
        var smeared = new double[20];

        new SmearingWeights(curve, shells, [], _ => 1).Apply([.. Enumerable.Range(0, shells.Count).Select(s => shells.Middle(s) * shells.Middle(s))], smeared);

        // ⟨q²⟩ = q² + w²; shells half as wide as the Gaussian add their own variance of h²/12.
        Assert.Equal((q[10] * q[10]) + (0.03 * 0.03), smeared[10], 1e-4);
    }

    [Fact]
    public void Scale_and_background_are_solved_exactly_and_never_below_zero()
    {
        double[] c = [1, 2, 4, 8], sigma = [1, 2, 1, 2];
        var up = new ScaleAndBackground([.. c.Select(v => (3 * v) + 0.5)], sigma).Fit(c);
        var down = new ScaleAndBackground([.. c.Select(v => (3 * v) - 0.5)], sigma).Fit(c);

        Assert.Equal(0, up.ChiSquared, 9);
        Assert.Equal(3, up.Scale, 9);
        Assert.Equal(0.5, up.Background, 9);
        Assert.Equal(0, down.Background);
        Assert.InRange(down.ChiSquared, 1e-3, 1);
    }

    private static double[] DirectShells(QShells shells, SphereGrid grid)
    {
        var (sums, counts) = (new double[shells.Count], new int[shells.Count]);
        var unit = Radii.Average(r => SphereFormFactor.Amplitude(0, r));
        for (var z = -15; z <= 15; z++)
        {
            for (var y = -15; y <= 15; y++)
            {
                for (var x = -15; x <= 15; x++)
                {
                    var k = shells.Step * Math.Sqrt((x * x) + (y * y) + (z * z));
                    if (k >= shells.LatticeEnd || shells.IndexOf(k) < 0) continue;
                    var rho = Complex.Zero;
                    for (var i = 0; i < grid.Count; i++)
                    {
                        var p = grid[i];
                        var phase = shells.Step * ((x * p.X) + (y * p.Y) + (z * p.Z));
                        rho += Complex.FromPolarCoordinates(SphereFormFactor.Amplitude(k, p.Radius) / unit, phase);
                    }

                    sums[shells.IndexOf(k)] += (rho.Real * rho.Real) + (rho.Imaginary * rho.Imaginary);
                    counts[shells.IndexOf(k)]++;
                }
            }
        }

        Assert.All(counts, c => Assert.True(c > 0));
        return [.. sums.Select((s, i) => s / counts[i] / grid.Count)];
    }
}
