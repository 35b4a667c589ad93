using System.Numerics;

namespace Filler.Studies.Tests.Comparison;

public class McNemarTests
{
    // scipy.stats.binomtest(k, n).pvalue.
    [Theory]
    [InlineData(5, 15, 0.04138946533203125)]
    [InlineData(0, 10, 0.001953125)]
    [InlineData(0, 0, 1)]
    [InlineData(7, 7, 1)]
    [InlineData(3, 4, 1)]
    [InlineData(40, 60, 0.056887933640981)]
    public void Known_values(int first, int second, double expected) => Assert.Equal(expected, McNemar.Exact(first, second), 12);

    [Fact]
    public void It_is_the_sum_of_the_binomial_in_whole_numbers_and_does_not_know_the_order()
    {
        for (var n = 1; n <= 120; n += 7)
            for (var k = 0; k <= n / 2; k++)
            {
                var tail = Enumerable.Range(0, k + 1).Aggregate(BigInteger.Zero, (sum, i) => sum + Choose(n, i));
                var exact = Math.Min(1, Math.Exp(BigInteger.Log(2 * tail) - (n * Math.Log(2))));
                Assert.Equal(2 * k == n ? 1 : exact, McNemar.Exact(k, n - k), 10);
                Assert.Equal(McNemar.Exact(k, n - k), McNemar.Exact(n - k, k));
            }
    }

    [Fact]
    public void Many_images_neither_overflow_nor_vanish() => Assert.InRange(McNemar.Exact(49_700, 50_300), 0.0580, 0.0585);

    private static BigInteger Choose(int n, int k) =>
        Enumerable.Range(1, k).Aggregate(BigInteger.One, (product, i) => product * (n - k + i) / i);
}
