namespace Filler.Search.Tests.Numerics;

/// <summary>Against Abramowitz and Stegun, Handbook of Mathematical Functions, tables 26.1 and 26.2, and fifty-digit evaluations in the tail.</summary>
public class NormalTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068543)]
    [InlineData(1.96, 0.975002104851780)]
    [InlineData(-3, 0.00134989803163009)]
    public void Cumulative(double z, double expected) => Assert.Equal(expected, Normal.Cumulative(z), 1e-14);

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.999, 3.090232306167813)]
    [InlineData(1e-9, -5.997807015007687)]
    public void Quantile(double p, double expected) => Assert.Equal(expected, Normal.Quantile(p), 1e-9);

    [Theory]
    [InlineData(-5.5, -17.7793763526253)]
    [InlineData(-10, -53.2312851505125)]
    [InlineData(-20, -203.917155371097)]
    [InlineData(-40, -804.608442013754)]
    public void Logarithm_of_the_cumulative_far_out(double z, double expected) => Assert.Equal(expected, Normal.LogCumulative(z), 1e-10);

    [Fact]
    public void Its_two_formulas_agree_where_they_meet() =>
        Assert.Equal(Normal.LogCumulative(Math.BitIncrement(-5.0)), Normal.LogCumulative(-5.0), 1e-9);

    [Fact]
    public void Density() => Assert.Equal(0.2419707245191434, Math.Exp(Normal.LogDensity(1)), 1e-15);
}
