namespace Filler.Search.Tests.Numerics;

public class GaussianProcessTests
{
    private static readonly Features Line = new(Spaces.OneDimension(), withFidelity: false);
    private static readonly Features Plane = new(new SearchSpace([new RealParameter("x", 0, 1), new RealParameter("y", 0, 1)]), withFidelity: false);

    [Fact]
    public void Matern_at_one_length_scale_is_the_published_value()
    {
        // (1 + √5 + 5/3) e^−√5, and 5/3 (1 + √5) e^−√5; at the end of a long row as at its beginning.
        double[] slopes = [1, 0, 0, 0, 1, 0, 1];
        var values = new double[7];
        Matern.Fill(slopes, values, signal: 2);

        Assert.Equal([2, 0, 0], new[] { values[1], values[0] - values[6], values[4] - values[6] });
        Assert.Equal(2 * 0.523994108831, values[6], 1e-11);
        Assert.Equal(2 * 0.576440387885, slopes[6], 1e-11);
    }

    [Fact]
    public void One_observation_by_hand()
    {
        // k = 0.523994 of signal 1, noise 0.1; the mean has a unit normal prior: m = (y/1.1)/(1/1.1 + 1).
        var process = GaussianProcess.Of(Line, new Hyperparameters([0.5], 1, 0.1), [[0.0]], [2.0]);
        const double K = 0.523994108831;
        var mean = 2 / 1.1 / ((1 / 1.1) + 1);

        var (predicted, deviation) = process.Predict([0.5]);

        Assert.Equal(mean + (K * (2 - mean) / 1.1), predicted, 1e-10);
        Assert.Equal(Math.Sqrt(1 - (K * K / 1.1)), deviation, 1e-10);
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        var random = new SeededRandom(4);
        double[][] points = [.. Enumerable.Range(0, 12).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];
        var process = GaussianProcess.Of(Plane, new Hyperparameters([0.3, 0.7], 1.3, 0.01), points, [.. points.Select(p => Math.Sin(5 * p[0]) + p[1])]);
        double[] x = [0.37, 0.61];
        var (mean, deviation) = (new double[2], new double[2]);
        process.Predict(x, mean, deviation);

        for (var c = 0; c < 2; c++)
        {
            double[] up = [.. x], down = [.. x];
            (up[c], down[c]) = (x[c] + 1e-5, x[c] - 1e-5);
            var (above, below) = (process.Predict(up), process.Predict(down));
            Assert.Equal((above.Mean - below.Mean) / 2e-5, mean[c], 1e-6);
            Assert.Equal((above.Deviation - below.Deviation) / 2e-5, deviation[c], 1e-6);
        }
    }

    [Fact]
    public void A_pending_trial_takes_uncertainty_away_and_changes_no_mean()
    {
        var process = GaussianProcess.Of(Line, new Hyperparameters([0.2], 1, 1e-4), [[0.1], [0.4]], [1.0, -1.0]);
        var believing = process.Believing([[0.8]]);

        Assert.Equal(process.Predict([0.75]).Mean, believing.Predict([0.75]).Mean, 1e-12);
        Assert.True(believing.Predict([0.75]).Deviation < 0.5 * process.Predict([0.75]).Deviation);
    }

    [Fact]
    public void The_parameter_that_matters_is_found_and_the_noise_measured()
    {
        // y = sin(6x) + noise of 0.1; the second parameter does nothing.
        var random = new SeededRandom(8);
        double[][] points = [.. Enumerable.Range(0, 80).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];
        var values = points.Select(p => Math.Sin(6 * p[0]) + (0.1 * random.NextNormal())).ToArray();
        var scale = Math.Sqrt(values.Average(v => v * v) - Math.Pow(values.Average(), 2));
        double[] targets = [.. values.Select(v => (v - values.Average()) / scale)];

        var found = HyperparameterFit.Find(Plane, points, targets);

        Assert.True(found.Lengths[1] > 4 * found.Lengths[0], string.Join(", ", found.Lengths));
        Assert.InRange(Math.Sqrt(found.Noise) * scale, 0.07, 0.14);
    }
}
