namespace Filler.Search.Tests.Samplers;

public class GeneticSamplerTests : SamplerConformance
{
    protected override ISampler Create(SearchSpace space) => new GeneticSampler();

    [Theory]
    [InlineData("branin", 1)]
    [InlineData("branin", 8)]
    [InlineData("hartmann", 8)]
    [InlineData("mixed", 1)]
    public void It_finds_better_points_than_random_search(string problem, int parallel)
    {
        var (genetic, random) = (Problems.Regret(problem, new GeneticSampler(), parallel), Problems.Regret(problem, new RandomSampler()));

        Assert.True(genetic < 0.75 * random, $"{problem}: median regret {genetic:g4} of genetic, {random:g4} of random");
    }

    [Fact]
    public void A_child_names_its_parents()
    {
        var space = Spaces.Mixed();
        var history = Enumerable.Range(0, 40).Select(i => Spaces.Complete(i, new RandomSampler().Propose(space, [], (ulong)i)!.Parameters, i)).ToList();

        var child = new GeneticSampler().Propose(space, history, 1)!;

        Assert.InRange(child.Parents.Count, 1, 2);
        Assert.All(child.Parents, p => Assert.Matches($"trials? .*\\b{p}\\b", child.Explanation));
    }
}
