using Filler.Structures;

namespace Filler.Training.Tests.Baselines;

public class MarginScalingTests
{
    [Fact]
    public void The_scale_is_the_one_of_least_cross_entropy()
    {
        var (margins, labels) = Noisy(300);

        var beta = MarginScaling.Fit(margins, labels);

        var least = CrossEntropy(margins, labels, beta);
        foreach (var other in new[] { 0.2, 0.5, 0.9, 0.99, 1.01, 1.1, 2, 5 }) Assert.True(least <= CrossEntropy(margins, labels, beta * other), $"{other}");
    }

    [Fact]
    public void Margins_in_another_unit_give_the_same_probabilities()
    {
        var (margins, labels) = Noisy(100);
        double[] thrice = [.. margins.Select(m => 3 * m)];

        var (beta, other) = (MarginScaling.Fit(margins, labels), MarginScaling.Fit(thrice, labels));

        Assert.Equal(beta, 3 * other, beta * 1e-6);
        var pairs = MarginScaling.LogProbabilities(margins, 3, beta).Zip(MarginScaling.LogProbabilities(thrice, 3, other));
        Assert.All(pairs, p => Assert.Equal(p.First, p.Second, 1e-6));
    }

    [Fact]
    public void Probabilities_add_up_to_one_and_stay_finite()
    {
        var logs = MarginScaling.LogProbabilities([1000, -1000, 0, 2, 2, 2], 3, 50);

        Assert.Equal([1, 1], [Math.Exp(logs[0]) + Math.Exp(logs[1]) + Math.Exp(logs[2]), 3 * Math.Exp(logs[4])], (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.All(logs, l => Assert.True(double.IsFinite(l)));
    }

    [Fact]
    public void Where_all_is_told_right_the_scale_is_bounded() =>
        Assert.Equal(1e4, MarginScaling.Fit([1, -1, -1, 1], [0, 1]));

    private static (double[] Margins, byte[] Labels) Noisy(int count)
    {
        var stream = new RandomStream(9);
        var labels = Enumerable.Range(0, count).Select(i => (byte)(i % 3)).ToArray();
        return ([.. labels.SelectMany(l => Enumerable.Range(0, 3).Select(k => (3 * stream.NextDouble()) - 1.5 + (k == l ? 1 : 0)))], labels);
    }

    private static double CrossEntropy(double[] margins, byte[] labels, double beta)
    {
        var logs = MarginScaling.LogProbabilities(margins, 3, beta);
        return -labels.Select((l, i) => logs[(i * 3) + l]).Sum();
    }
}
