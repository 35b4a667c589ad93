namespace Filler.Studies.Tests.Results;

public class WilsonTests
{
    /// <summary>Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Intervals_are_the_published_ones(int correct, int total, double low, double high)
    {
        var interval = Wilson.Interval(correct, total);

        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void The_interval_of_wrong_counts_mirrors_that_of_right_ones()
    {
        for (var correct = 0; correct <= 40; correct++)
        {
            var right = Wilson.Interval(correct, 40);
            var wrong = Wilson.Interval(40 - correct, 40);
            Assert.Equal(right.Low, 1 - wrong.High, 1e-12);
            Assert.InRange(correct / 40.0, right.Low, right.High);
        }
    }

    [Fact]
    public void Nothing_counted_is_nothing_known() => Assert.Equal((0, 1), Wilson.Interval(0, 0));

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void Impossible_counts_are_refused(int correct, int total) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Interval(correct, total));
}
