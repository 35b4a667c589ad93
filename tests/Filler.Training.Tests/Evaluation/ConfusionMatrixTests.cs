namespace Filler.Training.Tests;

public class ConfusionMatrixTests
{
    [Fact]
    public void Figures_follow_from_the_counts()
    {
        var sut = new ConfusionMatrix(3);
        foreach (var (truth, predicted, count) in new[] { (0, 0, 8), (0, 1, 2), (1, 1, 5), (1, 2, 5), (2, 2, 10) })
            for (var i = 0; i < count; i++) sut.Add(truth, predicted);

        Assert.Equal(30, sut.Total);
        Assert.Equal(23 / 30.0, sut.Accuracy, 12);
        Assert.Equal(0.5, sut.WorstClassAccuracy, 12);
        // F1 by hand: 16/18, 10/17, 20/25.
        Assert.Equal(((16 / 18.0) + (10 / 17.0) + (20 / 25.0)) / 3, sut.MacroF1, 12);
        Assert.Equal([8, 2, 0], sut.Rows()[0]);
    }

    [Fact]
    public void Nothing_counted_is_nothing_right()
    {
        var sut = new ConfusionMatrix(2);

        Assert.Equal((0.0, 0.0, 0.0), (sut.Accuracy, sut.WorstClassAccuracy, sut.MacroF1));
    }
}
