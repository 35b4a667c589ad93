namespace Filler.Training.Tests.Tasks;

public class RegressionFiguresTests
{
    [Fact]
    public void Figures_are_those_of_the_definition()
    {
        // Errors 1, 1, −2, 0 around targets whose mean is 4: squares 6 of 16.
        var sut = new RegressionFigures([2, 6], [0, 0, 1, 1], [3, 3, 4, 6]);

        Assert.Equal(1 - (6 / 16.0), sut.R2, 12);
        Assert.Equal(1, sut.Mae, 12);
        Assert.Equal(Math.Sqrt(1.5), sut.Rmse, 12);
        var (images, mean, deviation, low, high) = sut.OfClass(1);
        Assert.Equal((2, 5.0), (images, mean));
        Assert.Equal(Math.Sqrt(2), deviation, 12);
        Assert.Equal((4.1, 5.9), (Math.Round(low, 9), Math.Round(high, 9)));
    }

    [Fact]
    public void The_mean_of_the_targets_has_an_R2_of_0_and_the_truth_of_1()
    {
        Assert.Equal(0, new RegressionFigures([1, 3], [0, 1, 0, 1], [2, 2, 2, 2]).R2, 12);
        Assert.Equal(1, new RegressionFigures([1, 3], [0, 1], [1, 3]).R2, 12);
    }

    [Fact]
    public void An_offset_of_the_targets_does_not_cost_digits()
    {
        var sut = new RegressionFigures([1e9, 1e9 + 2], [0, 1, 0, 1], [1e9f, 1e9f, 1e9f, 1e9f]);

        Assert.Equal(1 - (8 / 4.0), sut.R2, 9);
    }

    [Fact]
    public void The_interval_holds_the_value_and_narrows_with_images()
    {
        var (few, many) = (Noisy(40), Noisy(4000));

        foreach (var sut in new[] { few, many })
        {
            var (low, high) = sut.R2Interval();
            Assert.True(low < sut.R2 && sut.R2 < high, $"{low} {sut.R2} {high}");
        }

        Assert.True(Width(many) < Width(few) / 5, $"{Width(many)} {Width(few)}");
        Assert.Equal(few.R2Interval(), Noisy(40).R2Interval());

        static double Width(RegressionFigures figures) => figures.R2Interval().High - figures.R2Interval().Low;
    }

    private static RegressionFigures Noisy(int images)
    {
        var stream = new Structures.RandomStream(7);
        byte[] labels = [.. Enumerable.Range(0, images).Select(i => (byte)(i % 4))];
        return new RegressionFigures([0, 1, 2, 3], labels, [.. labels.Select(l => l + (float)(stream.NextDouble() - 0.5))]);
    }
}
