namespace Filler.Structures.Tests;

public class RandomSpheresTests
{
    [Theory]
    [InlineData(0.05, 0)]
    [InlineData(0.15, 0.12)]
    [InlineData(0.30, 0)]
    [InlineData(0.42, 0.1)]
    public void Spheres_do_not_overlap_and_fill_what_was_asked(double fraction, double sigma)
    {
        var s = RandomSpheres.Generate(new SpherePopulation(20, sigma), 300, fraction, 7, default);

        Assert.True(Overlap.Deepest(s) <= 1e-9, $"overlap of {Overlap.Deepest(s)} nm");
        Overlap.AssertInsideTheBox(s);
        Assert.InRange(s.VolumeFraction, fraction, fraction * 1.02);
    }

    [Fact]
    public void A_box_of_only_two_diameters_is_still_free_of_overlap()
    {
        var s = RandomSpheres.Generate(new SpherePopulation(20), 40, 0.2, 3, default);

        Assert.True(s.Count >= 3);
        Assert.True(Overlap.Deepest(s) <= 1e-9);
    }

    [Fact]
    public void Equal_seeds_give_equal_structures_and_others_do_not()
    {
        var population = new SpherePopulation(20, 0.1);

        var first = RandomSpheres.Generate(population, 200, 0.1, 1, default);
        var again = RandomSpheres.Generate(population, 200, 0.1, 1, default);
        var other = RandomSpheres.Generate(population, 200, 0.1, 2, default);

        Assert.Equal(first.X, again.X);
        Assert.Equal(first.Radius, again.Radius);
        Assert.NotEqual(first.X, other.X);
    }

    [Fact]
    public void Diameters_are_log_normal_about_the_median()
    {
        var random = new RandomStream(5);
        var logs = Enumerable.Range(0, 20_000).Select(_ => Math.Log(2 * new SpherePopulation(20, 0.15).DrawRadiusNm(random))).ToArray();

        var mean = logs.Average();
        Assert.Equal(Math.Log(20), mean, 0.005);
        // Cutting at three deviations takes 1.3 % from the spread.
        Assert.Equal(0.148, Math.Sqrt(logs.Average(l => (l - mean) * (l - mean))), 0.003);
        Assert.True(Math.Exp(logs.Max()) <= 2 * new SpherePopulation(20, 0.15).LargestRadiusNm);
    }

    [Theory]
    [InlineData(20, 0, 500, 0.46, "0.4")]
    [InlineData(20, 0, 500, 0, "volumeFraction")]
    [InlineData(20, 0, 500, double.NaN, "volumeFraction")]
    [InlineData(-1, 0, 500, 0.1, "diameterNm")]
    [InlineData(20, 0.9, 500, 0.1, "diameterSigma")]
    [InlineData(20, 0, 30, 0.1, "boxNm")]
    [InlineData(1, 0, 100_000, 0.1, "at most")]
    public void Impossible_requests_are_refused_by_name(double diameter, double sigma, double box, double fraction, string named)
    {
        var error = Assert.Throws<ArgumentException>(() =>
            RandomSpheres.Generate(new SpherePopulation(diameter, sigma), box, fraction, 1, default));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_stops_the_placement()
    {
        Assert.Throws<OperationCanceledException>(() =>
            RandomSpheres.Generate(new SpherePopulation(20), 500, 0.1, 1, new CancellationToken(canceled: true)));
    }
}
