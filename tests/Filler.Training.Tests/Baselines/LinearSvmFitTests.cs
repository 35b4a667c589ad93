using Filler.Structures;

namespace Filler.Training.Tests.Baselines;

public class LinearSvmFitTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(5)]
    public void The_objective_is_within_two_per_cent_of_the_least(double c)
    {
        var (rows, labels) = Clouds(150, 12, 3);

        var (svm, unfinished) = LinearSvmFit.Fit(rows, labels, 3, c, 1, 1, () => { });

        Assert.Empty(unfinished);
        for (var k = 0; k < 3; k++)
        {
            var least = LeastObjective(rows, labels, k, c);
            var ours = Objective(rows, labels, k, c, svm.Weights[k].Select(w => (double)w).ToArray(), svm.Biases[k]);
            Assert.InRange(ours, least * (1 - 1e-4), least * 1.02);
        }
    }

    [Fact]
    public void Two_points_are_parted_half_way()
    {
        // min ½(w² + b²) with w·2 + b ≥ 1 and w·2 − b ≥ 1: w = ½, b = 0.
        var (svm, _) = LinearSvmFit.Fit([[2, 0], [-2, 0]], [0, 1], 2, 100, 1, 1, () => { });

        Assert.Equal(0.5f, svm.Weights[0][0], 0.01f);
        Assert.Equal(-0.5f, svm.Weights[1][0], 0.01f);
        Assert.All([svm.Weights[0][1], svm.Biases[0], svm.Biases[1]], v => Assert.Equal(0, v, 0.01f));
    }

    [Fact]
    public void One_seed_is_one_result_on_any_number_of_threads()
    {
        var (rows, labels) = Clouds(60, 8, 3);

        var (once, _) = LinearSvmFit.Fit(rows, labels, 3, 1, 7, 1, () => { });
        var (again, _) = LinearSvmFit.Fit(rows, labels, 3, 1, 7, 3, () => { });

        for (var k = 0; k < 3; k++) Assert.Equal(once.Weights[k], again.Weights[k]);
        Assert.Equal(once.Biases, again.Biases);
    }

    [Fact]
    public void A_fit_that_does_not_end_by_itself_says_so()
    {
        var (rows, labels) = Clouds(60, 2, 3);

        var (_, unfinished) = LinearSvmFit.Fit(rows, labels, 3, 1e6, 1, 1, () => { });

        Assert.NotEmpty(unfinished);
    }

    private static (float[][] Rows, byte[] Labels) Clouds(int count, int features, int classes)
    {
        var stream = new RandomStream(3);
        var labels = Enumerable.Range(0, count).Select(i => (byte)(i % classes)).ToArray();
        return ([.. labels.Select(l => Enumerable.Range(0, features).Select(f => (float)(stream.NextDouble() + (f == l ? 0.25 : 0))).ToArray())], labels);
    }

    private static double Objective(float[][] rows, byte[] labels, int own, double c, double[] w, double b) =>
        (0.5 * (w.Sum(v => v * v) + (b * b))) + (c * rows.Select((r, i) => Math.Max(0, 1 - ((labels[i] == own ? 1 : -1) * (b + r.Select((v, j) => v * w[j]).Sum())))).Sum());

    /// <summary>Dual coordinate descent in double precision, run until nothing moves: Hsieh et al. 2008, algorithm 1.</summary>
    private static double LeastObjective(float[][] rows, byte[] labels, int own, double c)
    {
        var (a, w, b) = (new double[rows.Length], new double[rows[0].Length], 0.0);
        for (var (pass, moved) = (0, double.MaxValue); pass < 200_000 && moved > 1e-10; pass++)
        {
            moved = 0;
            for (var i = 0; i < rows.Length; i++)
            {
                var y = labels[i] == own ? 1 : -1;
                var slope = (y * (b + rows[i].Select((v, j) => v * w[j]).Sum())) - 1;
                var step = Math.Clamp(a[i] - (slope / (1 + rows[i].Sum(v => (double)v * v))), 0, c) - a[i];
                a[i] += step;
                b += step * y;
                for (var j = 0; j < w.Length; j++) w[j] += step * y * rows[i][j];
                moved = Math.Max(moved, Math.Abs(step));
            }
        }

        return Objective(rows, labels, own, c, w, b);
    }
}
