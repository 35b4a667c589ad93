namespace Filler.Search.Tests.Numerics;

/// <summary>Hansen, arXiv 1604.00772: table 1, and how the strategy should behave.</summary>
public class CmaTests
{
    [Fact]
    public void Constants_for_ten_dimensions()
    {
        Assert.Equal(10, CmaConstants.DefaultPopulation(10));
        var constants = new CmaConstants(10, 10);

        Assert.All(constants.Weights.Zip([0.45627265, 0.27075310, 0.16223115, 0.08523355, 0.02550956]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        Assert.Equal(3.16729930, constants.Effective, 1e-6);
        Assert.Equal(0.28442859, constants.StepPathRate, 1e-6);
        Assert.Equal(1.28442859, constants.Damping, 1e-6);
        Assert.Equal(0.29499082, constants.PathRate, 1e-6);
        Assert.Equal(0.01528385, constants.RankOne, 1e-6);
        Assert.Equal(0.02355178, constants.RankMany, 1e-6);
        Assert.Equal(3.08472646, constants.ExpectedNorm, 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(40)]
    public void The_positive_weights_add_up_to_one_and_none_destroys_the_matrix(int dimensions)
    {
        var constants = new CmaConstants(dimensions, CmaConstants.DefaultPopulation(dimensions));

        Assert.Equal(1, constants.Weights.Where(w => w > 0).Sum(), 1e-12);
        Assert.True(constants.RankOne + (constants.RankMany * constants.Weights.Sum()) <= 1 + 1e-12);
        Assert.True(-constants.Weights.Where(w => w < 0).Sum() * dimensions * constants.RankMany <= 1 - constants.RankOne - constants.RankMany + 1e-12);
    }

    [Fact]
    public void An_ellipsoid_of_condition_ten_thousand_is_solved()
    {
        var random = new SeededRandom(3);
        var state = new CmaState([0.8, 0.8, 0.2, 0.2, 0.6], 0.2, 8);
        double[] target = [0.4, 0.5, 0.6, 0.3, 0.5];
        double Cost(double[] x) => Enumerable.Range(0, 5).Sum(i => Math.Pow(10, i) * (x[i] - target[i]) * (x[i] - target[i]));

        for (var generation = 0; generation < 250; generation++)
            state.Update([.. Enumerable.Range(0, 8).Select(_ => state.Draw(random)).OrderBy(Cost)]);

        Assert.InRange(Cost(state.Mean), 0, 1e-8);
        // The learned shape: the stiff direction is a hundred times narrower.
        Assert.InRange(state.Deviation(0) / state.Deviation(4), 20, 500);
    }
}
