namespace Filler.Search.Tests.Samplers;

public class RandomSamplerTests : SamplerConformance
{
    protected override ISampler Create(SearchSpace space) => new RandomSampler();

    [Fact]
    public void Draws_are_uniform_on_the_parameters_scale()
    {
        var space = new SearchSpace([new RealParameter("rate", 1e-4, 1, Log: true)]);

        var decades = Enumerable.Range(0, 4000)
            .Select(i => new RandomSampler().Propose(space, [], (ulong)i)!.Parameters["rate"].AsDouble())
            .CountBy(x => (int)Math.Floor(Math.Log10(x))).Select(d => d.Value).ToList();

        Assert.Equal(4, decades.Count);
        Assert.All(decades, n => Assert.InRange(n, 900, 1100));
    }
}
