using CsCheck;

namespace Filler.Search.Tests.Objectives;

public class DominanceTests
{
    private static readonly Gen<double[][]> Vectors = Gen.Int[1, 3].SelectMany(m => Gen.Int[0, 5].Select(i => (double)i).Array[m].Array[0, 40]);

    [Theory]
    [InlineData(new[] { 1.0, 2 }, new[] { 2.0, 2 }, true)]
    [InlineData(new[] { 1.0, 2 }, new[] { 1.0, 2 }, false)]
    [InlineData(new[] { 1.0, 3 }, new[] { 2.0, 2 }, false)]
    [InlineData(new[] { 9.0, 9 }, new[] { double.NaN, 0 }, true)]
    [InlineData(new[] { double.NaN, 0 }, new[] { 9.0, 9 }, false)]
    [InlineData(new[] { double.NegativeInfinity, 0 }, new[] { 1.0, 1 }, false)]
    public void Dominance_is_nowhere_worse_and_somewhere_better(double[] a, double[] b, bool expected) => Assert.Equal(expected, Dominance.Dominates(a, b));

    [Fact]
    public void A_textbook_population_falls_into_its_fronts()
    {
        double[][] costs = [[1, 5], [2, 3], [4, 1], [2, 6], [3, 4], [5, 2], [6, 6], [double.NaN, 0]];

        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 3], Dominance.Ranks(costs));
        Assert.Equal([0, 1, 2], Dominance.Front(costs));
    }

    [Fact]
    public void Equal_vectors_share_a_front() => Assert.Equal([0, 1, 2], Dominance.Front([[1, 1], [1, 1], [0, 2]]));

    [Fact]
    public void The_front_is_what_nothing_dominates_whatever_the_order() => Vectors.Sample(costs =>
    {
        var expected = Enumerable.Range(0, costs.Length).Where(i => !costs.Any(c => Dominance.Dominates(c, costs[i])));
        Assert.Equal(expected, Dominance.Front(costs));
        Assert.Equal(expected, Enumerable.Range(0, costs.Length).Where(i => Dominance.Ranks(costs)[i] == 0));
    });

    [Fact]
    public void Each_front_is_the_front_of_what_the_ones_before_leave() => Vectors.Sample(costs =>
    {
        var ranks = Dominance.Ranks(costs);
        for (var rank = 0; rank <= ranks.DefaultIfEmpty(0).Max(); rank++)
        {
            var left = Enumerable.Range(0, costs.Length).Where(i => ranks[i] >= rank).ToList();
            Assert.Equal(left.Where(i => ranks[i] == rank), Dominance.Front([.. left.Select(i => costs[i])]).Select(i => left[i]));
        }
    });

    [Fact]
    public void Unlike_lengths_are_refused() =>
        Assert.Contains("2 and 3 objectives", Assert.Throws<ArgumentException>(() => Dominance.Dominates([1, 2], [1, 2, 3])).Message, StringComparison.Ordinal);
}
