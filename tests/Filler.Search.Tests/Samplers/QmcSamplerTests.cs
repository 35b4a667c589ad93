namespace Filler.Search.Tests.Samplers;

public class QmcSamplerTests : SamplerConformance
{
    protected override ISampler Create(SearchSpace space) => new QmcSampler(7);

    [Fact]
    public void Sixteen_trials_have_one_value_in_every_sixteenth_of_each_range()
    {
        var space = new SearchSpace([new RealParameter("x", 0, 1), new RealParameter("rate", 1e-4, 1, Log: true)]);
        var history = new List<Observation>();
        for (var i = 0; i < 16; i++) history.Add(Spaces.Complete(i, new QmcSampler(3).Propose(space, history, (ulong)i)!.Parameters, 0));

        Assert.Equal(Enumerable.Range(0, 16), history.Select(o => (int)(o.Parameters["x"].AsDouble() * 16)).Order());
        Assert.Equal(Enumerable.Range(0, 16), history.Select(o => (int)((Math.Log10(o.Parameters["rate"].AsDouble()) + 4) * 4)).Order());
    }

    [Fact]
    public void Studies_with_different_seeds_see_different_points()
    {
        var space = Spaces.OneDimension();

        Assert.NotEqual(new QmcSampler(1).Propose(space, [], 1)!.Parameters["x"], new QmcSampler(2).Propose(space, [], 1)!.Parameters["x"]);
    }
}
