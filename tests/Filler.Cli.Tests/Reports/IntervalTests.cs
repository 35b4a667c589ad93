using Filler.Cli.Reports;

namespace Filler.Cli.Tests.Reports;

public sealed class IntervalTests
{
    // Reference values: statsmodels.stats.proportion.proportion_confint(…, method="wilson").
    [Theory]
    [InlineData(565, 600, 0.919914, 0.957777)]
    [InlineData(0, 10, 0, 0.277533)]
    [InlineData(10, 10, 0.722467, 1)]
    [InlineData(880, 1000, 0.858365, 0.898726)]
    public void The_interval_is_Wilsons(int correct, int total, double low, double high)
    {
        var interval = Interval.Wilson(correct, total);

        Assert.Equal(low, interval.Low, 1e-3);
        Assert.Equal(high, interval.High, 1e-3);
    }

    [Fact]
    public void Intervals_that_touch_overlap()
    {
        Assert.True(new Interval(0.1, 0.2).Overlaps(new Interval(0.2, 0.3)));
        Assert.False(new Interval(0.1, 0.2).Overlaps(new Interval(0.21, 0.3)));
    }
}
