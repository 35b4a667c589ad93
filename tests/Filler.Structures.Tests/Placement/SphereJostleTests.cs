namespace Filler.Structures.Tests;

public class SphereJostleTests
{
    [Theory]
    [InlineData(0.35)]
    [InlineData(0.45)]
    public void Spheres_grow_beyond_what_random_addition_reaches(double fraction)
    {
        var options = new ReverseMonteCarloOptions(10, 0.1, fraction, 400);

        var start = StartingSpheres.Place(options, default);

        Assert.Equal(fraction, start.Structure.VolumeFraction, 9);
        Assert.True(Overlap.Deepest(start.Structure) < 1e-6, $"overlap of {Overlap.Deepest(start.Structure)} nm");
        Assert.All(start.Structure.Radius, (r, i) => Assert.Equal(start.Radii[start.ClassOf[i]], r));
    }

    [Fact]
    public void The_liquid_has_the_compressibility_of_hard_spheres()
    {
        // Carnahan and Starling 1969: S(0) = (1−φ)⁴ / ((1+2φ)² + φ³(φ−4)); at 0.35 it is 0.061. Random addition has more.
        var start = StartingSpheres.Place(new ReverseMonteCarloOptions(10, 0, 0.35, 1500), default).Structure;

        var s = StructureFactor.Of(start, 0.1, 1, 400, 1, default).Value[0];

        Assert.Equal(0.061, s, 0.025);
    }

    [Fact]
    public void Spheres_that_cannot_fit_end_in_an_error()
    {
        var small = RandomSpheres.Generate(new SpherePopulation(4), 20, 0.1, 1, default);
        var tooLarge = Enumerable.Repeat(3.5, small.Count).ToArray();

        Assert.Contains(
            "volumeFraction", Assert.Throws<ArgumentException>(() => SphereJostle.Grow(small, tooLarge, new RandomStream(1), default)).Message, StringComparison.Ordinal);
    }
}
