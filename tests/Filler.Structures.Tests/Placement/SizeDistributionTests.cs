namespace Filler.Structures.Tests;

public class SizeDistributionTests
{
    [Theory]
    [InlineData(SizeDistribution.LogNormal, 0.2)]
    [InlineData(SizeDistribution.Gaussian, 0.2)]
    [InlineData(SizeDistribution.Schulz, 0.2)]
    [InlineData(SizeDistribution.Schulz, 0.45)]
    public void Drawn_radii_have_the_moments_of_their_distribution(SizeDistribution shape, double sigma)
    {
        var sut = new SpherePopulation(20, sigma, shape);
        var random = new RandomStream(3);
        var radii = Enumerable.Range(0, 40_000).Select(_ => sut.DrawRadiusNm(random)).ToArray();

        var expected = shape == SizeDistribution.LogNormal ? 10 * Math.Exp(sigma * sigma / 2) : 10;
        var mean = radii.Average();
        var spread = Math.Sqrt(radii.Average(r => (r - mean) * (r - mean))) / mean;
        Assert.Equal(1, mean / expected, 0.01);
        // The cut at three deviations takes some of the spread.
        Assert.InRange(spread / (shape == SizeDistribution.LogNormal ? Math.Sqrt(Math.Exp(sigma * sigma) - 1) : sigma), 0.95, 1.01);
        Assert.Equal(SizeQuantiles.MeanCube(shape, sigma), radii.Average(r => r * r * r) / 1000, 0.03 * SizeQuantiles.MeanCube(shape, sigma));
        Assert.All(radii, r => Assert.InRange(r, 0, sut.LargestRadiusNm));
    }

    [Theory]
    [InlineData(SizeDistribution.LogNormal)]
    [InlineData(SizeDistribution.Gaussian)]
    [InlineData(SizeDistribution.Schulz)]
    public void Structures_of_each_distribution_do_not_overlap(SizeDistribution shape)
    {
        var s = RandomSpheres.Generate(new SpherePopulation(20, 0.25, shape), 300, 0.25, 4, default);

        Assert.True(Overlap.Deepest(s) <= 1e-6, $"overlap {Overlap.Deepest(s)}");
        Assert.InRange(s.VolumeFraction, 0.25, 0.26);
    }
}
