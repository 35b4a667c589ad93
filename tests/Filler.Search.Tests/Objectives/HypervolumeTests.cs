using CsCheck;

namespace Filler.Search.Tests.Objectives;

public class HypervolumeTests
{
    [Fact]
    public void Two_objectives_fill_a_staircase() => Assert.Equal(4 + 6 + 1, Hypervolume.Of([[4, 1], [1, 4], [2, 2], [3, 3]], [5, 5]), 1e-12);

    [Fact]
    public void Three_objectives_fill_a_stack_of_boxes()
    {
        Assert.Equal(8, Hypervolume.Of([[0, 0, 0]], [2, 2, 2]), 1e-12);
        // Two boxes of 1·2·2 that share one of 1·1·2.
        Assert.Equal(6, Hypervolume.Of([[1, 0, 0], [0, 1, 0]], [2, 2, 2]), 1e-12);
        Assert.Equal(1, Hypervolume.Of([[1, 1, 1], [1, 1, 1], [1, 1, 1.5]], [2, 2, 2]), 1e-12);
    }

    [Fact]
    public void Nothing_below_the_reference_is_no_volume()
    {
        Assert.Equal(0, Hypervolume.Of([], [1, 1]));
        Assert.Equal(0, Hypervolume.Of([[1, 0], [0, 2], [double.NaN, 0]], [1, 1]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void It_is_the_number_of_cells_dominated_on_a_lattice(int objectives) =>
        Gen.Int[0, 6].Select(i => (double)i).Array[objectives].Array[0, 12].Sample(costs =>
        {
            var cells = Cells(objectives).Count(cell => costs.Any(c => Enumerable.Range(0, objectives).All(m => c[m] <= cell[m])));
            Assert.Equal(cells, Hypervolume.Of(costs, [.. Enumerable.Repeat(6.0, objectives)]), 1e-9);
        });

    [Fact]
    public void Other_numbers_of_objectives_are_refused()
    {
        Assert.Contains("4 objectives", Assert.Throws<ArgumentException>(() => Hypervolume.Of([], [1, 1, 1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("a vector of 3", Assert.Throws<ArgumentException>(() => Hypervolume.Of([[1, 1, 1]], [1, 1])).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int[]> Cells(int objectives) =>
        Enumerable.Range(0, (int)Math.Pow(6, objectives)).Select(i => Enumerable.Range(0, objectives).Select(m => i / (int)Math.Pow(6, m) % 6).ToArray());
}
