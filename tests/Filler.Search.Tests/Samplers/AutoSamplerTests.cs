namespace Filler.Search.Tests.Samplers;

public class AutoSamplerTests : SamplerConformance
{
    protected override ISampler Create(SearchSpace space) => new AutoSampler(space, new SearchSetting(1, 60));

    [Fact]
    public void A_space_that_fits_the_budget_is_tried_completely() =>
        Assert.StartsWith("auto (all 12 combinations fit the budget): grid", Explain(Spaces.Finite(), new SearchSetting(1, 12)), StringComparison.Ordinal);

    [Fact]
    public void A_larger_one_is_modelled() =>
        Assert.StartsWith("auto (the most sample-efficient here): gp", Explain(Spaces.Finite(), new SearchSetting(1, 11)), StringComparison.Ordinal);

    [Fact]
    public void Hundreds_at_once_go_to_tpe() =>
        Assert.StartsWith("auto (500 trials at once are too many for gp): tpe", Explain(Spaces.Mixed(), new SearchSetting(1, 5000, 500)), StringComparison.Ordinal);

    [Fact]
    public void So_do_very_many_parameters() =>
        Assert.StartsWith("auto (401 dimensions are too many for gp): tpe",
            Explain(new SearchSpace([.. Enumerable.Range(0, 401).Select(i => new RealParameter($"x{i}", 0, 1))]), new SearchSetting()), StringComparison.Ordinal);

    private static string Explain(SearchSpace space, SearchSetting setting) => new AutoSampler(space, setting).Propose(space, [], 1)!.Explanation;
}
