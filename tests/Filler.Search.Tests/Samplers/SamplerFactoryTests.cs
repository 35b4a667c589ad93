namespace Filler.Search.Tests.Samplers;

public class SamplerFactoryTests
{
    [Fact]
    public void Every_name_makes_a_sampler() => Assert.All(SamplerFactory.Names, n => Assert.NotNull(SamplerFactory.Create(n, Spaces.Finite(), new SearchSetting()).Propose(Spaces.Finite(), [], 1)));

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones() =>
        Assert.Contains("'bayes' is unknown; use one of auto, grid, random, qmc, tpe, gp, cmaes, genetic", Assert.Throws<ArgumentException>(() => SamplerFactory.Create("bayes", Spaces.Finite(), new SearchSetting())).Message);
}
