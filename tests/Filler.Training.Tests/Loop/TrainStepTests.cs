using static TorchSharp.torch;

namespace Filler.Training.Tests.Loop;

public class TrainStepTests
{
    private const double Rate = 0.05;

    [Theory]
    [InlineData("sgd", false, 0.0)]
    [InlineData("sgd", true, 0.0)]
    [InlineData("sgd", false, 0.1)]
    [InlineData("adam", false, 0.0)]
    [InlineData("adam", false, 0.1)]
    [InlineData("adamw", false, 0.1)]
    [InlineData("rmsprop", false, 0.0)]
    public void The_optimisers_moves_are_those_of_the_formulas(string name, bool nesterov, double decay)
    {
        using var scope = NewDisposeScope();
        var parameter = nn.Parameter(tensor(new[] { 1.0, -2.0 }));
        using var optimizer = new Optimizer(Runs.Options(1, name, Rate) with { Momentum = 0.9, Nesterov = nesterov, WeightDecay = decay }, [("w", parameter)]);
        double[] w = [1.0, -2.0];
        var (first, second) = (new double[2], new double[2]);

        for (var t = 1; t <= 5; t++)
        {
            // The gradient of Σ w⁴ / 4.
            optimizer.ZeroGradients();
            (parameter.pow(4).sum() / 4).backward();
            optimizer.Step(Rate);
            for (var i = 0; i < 2; i++) w[i] = Moved(name, nesterov, decay, w[i], t, ref first[i], ref second[i]);
            Assert.Equal(w[0], parameter[0].item<double>(), 10);
            Assert.Equal(w[1], parameter[1].item<double>(), 10);
        }
    }

    [Fact]
    public void Smoothed_labels_weighted_classes_and_clipped_gradients_follow_the_formulas()
    {
        using var scope = NewDisposeScope();
        using var network = new Network(Runs.Network);
        network.eval();
        var options = Runs.Options(1, "sgd", Rate) with { Momentum = 0, WeightDecay = 0 };
        using var optimizer = new Optimizer(options, network.Weights());
        float[] weights = [1, 2, 3];
        var images = randn(4, 1, 16, 16);
        byte[] labels = [0, 1, 2, 2];
        var logs = network.forward(images).log_softmax(1).data<float>().ToArray();
        var before = network.Weights().Select(p => p.Value.clone()).ToList();

        var task = new ClassificationTask(3);
        var loss = new TrainStep(network, optimizer, task, new GradientPass(network, task) { LabelSmoothing = 0.2, ClassWeights = tensor(weights) }) { ClipNorm = 0.01 }.Take(images, tensor(Array.ConvertAll(labels, l => (long)l)), Rate);

        // Σ w(y) (1 − ε)(−log p(y)) + ε / C · Σ_c w(c)(−log p(c)), over Σ w(y).
        var expected = labels.Select((y, i) =>
            (weights[y] * 0.8 * -logs[(3 * i) + y]) + (0.2 / 3 * Enumerable.Range(0, 3).Sum(c => weights[c] * -logs[(3 * i) + c]))).Sum() / labels.Sum(y => weights[y]);
        Assert.Equal(expected, loss, 4);
        var moved = Math.Sqrt(network.Weights().Zip(before, (now, was) => (now.Value - was).pow(2).sum().item<float>()).Sum(x => (double)x));
        Assert.Equal(Rate * 0.01, moved, 5);
    }

    [Fact]
    public void An_optimisers_state_is_named_after_the_weights()
    {
        using var network = new Network(Runs.Network);
        using var optimizer = new Optimizer(Runs.Options(), network.Weights());

        var names = optimizer.State().Select(s => s.Name).ToList();

        Assert.Equal((2 * network.Weights().Count) + 1, names.Count);
        Assert.Contains("conv1.weight.average", names);
        Assert.Contains("classes.bias.square", names);
        Assert.Equal("steps", names[^1]);
    }

    [Fact]
    public void Balanced_classes_weigh_one_on_average() => Assert.Equal([2 / 3f, 4 / 3f, 4 / 3f], TrainStep.Balance([0, 0, 1, 2], 3));

    private static double Moved(string name, bool nesterov, double decay, double w, int t, ref double first, ref double second)
    {
        var g = (w * w * w) + (name == "adamw" ? 0 : decay * w);
        switch (name)
        {
            case "sgd":
                first = (0.9 * first) + g;
                return w - (Rate * (nesterov ? g + (0.9 * first) : first));
            case "rmsprop":
                second = (0.99 * second) + (0.01 * g * g);
                first = (0.9 * first) + (g / (Math.Sqrt(second) + 1e-8));
                return w - (Rate * first);
            default:
                if (name == "adamw") w -= Rate * decay * w;
                first = (0.9 * first) + (0.1 * g);
                second = (0.999 * second) + (0.001 * g * g);
                return w - (Rate * first / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(second / (1 - Math.Pow(0.999, t))) + 1e-8));
        }
    }
}
