namespace Filler.Search.Tests.Numerics;

/// <summary>Against sixty-digit evaluations of ln(φ(z) + z Φ(z)) and of Φ/h.</summary>
public class ExpectedImprovementTests
{
    [Theory]
    [InlineData(-40, -808.29856835662, 40.04990665764852)]
    [InlineData(-10, -55.55312203612236, 10.19438303341255)]
    [InlineData(-5.0001, -16.74483734898508, 5.361910240599745)]
    [InlineData(-4.9999, -16.74376498573682, 5.361722242159968)]
    [InlineData(-1, -2.485121025712641, 1.904271233329692)]
    [InlineData(0, -0.9189385332046727, 1.2533141373155)]
    [InlineData(2, 0.6973835457882283, 0.4865593187852839)]
    public void Value_and_slope(double z, double value, double slope)
    {
        var found = ExpectedImprovement.LogUnit(z);

        Assert.Equal(value, found.Value, 1e-9);
        Assert.Equal(slope, found.Slope, 1e-7);
    }

    [Fact]
    public void It_is_the_mean_of_what_a_draw_improves_by()
    {
        var random = new SeededRandom(5);
        const int Draws = 400_000;
        var sum = 0.0;
        for (var i = 0; i < Draws; i++) sum += Math.Max(0.3 - (0.5 + (0.4 * random.NextNormal())), 0);

        // The standard error of the mean is 0.0003.
        Assert.Equal(sum / Draws, Math.Exp(ExpectedImprovement.Log(0.3, 0.5, 0.4)), 0.0015);
    }
}
