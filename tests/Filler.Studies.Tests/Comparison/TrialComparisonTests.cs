namespace Filler.Studies.Tests.Comparison;

public class TrialComparisonTests
{
    private static readonly byte[] Labels = [0, 1, 0, 1, 0, 1];

    [Fact]
    public void Images_are_counted_by_who_told_them_right()
    {
        var first = new TrialAnswers(3, "a", [0, 1, 0, 1, 1, 0], Labels);
        var second = new TrialAnswers(5, "a", [0, 0, 1, 0, 0, 0], Labels);

        var pair = Assert.Single(TrialComparison.Of(first, [second]));

        Assert.Equal((3, 5, 1, 3, 1, 1), (pair.First, pair.Second, pair.BothRight, pair.OnlyFirst, pair.OnlySecond, pair.BothWrong));
        Assert.Equal(0.625, pair.P, 12);
        Assert.False(pair.Differ);
    }

    [Fact]
    public void Several_comparisons_are_corrected_together()
    {
        byte[] labels = new byte[40], wrong = [.. Enumerable.Repeat((byte)1, 8), .. new byte[32]];
        var best = new TrialAnswers(0, "a", labels, labels);

        var pairs = TrialComparison.Of(best, [new TrialAnswers(1, "a", wrong, labels), new TrialAnswers(2, "a", labels, labels)]);

        Assert.Equal([2 / 256.0, 1.0], pairs.Select(p => Math.Round(p.P, 12)));
        Assert.Equal(4 / 256.0, pairs[0].AdjustedP, 12);
        Assert.True(pairs[0].Differ);
    }

    [Fact]
    public void Answers_to_other_images_are_refused() =>
        Assert.Contains(
            "trials 0 and 1 were evaluated on different images",
            Assert.Throws<ArgumentException>(() => TrialComparison.Of(new TrialAnswers(0, "a", Labels, Labels), [new TrialAnswers(1, "b", Labels, Labels)])).Message);
}
