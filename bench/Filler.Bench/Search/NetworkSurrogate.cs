using Filler.Search;

namespace Filler.Bench;

/// <summary>
/// A made-up network study: mixed, conditional, noisy. The error of a configuration as people know it from practice: a learning rate that suits the
/// optimiser, the batch and the depth; capacity with a best size; regularisation that helps only large networks; drawn anew by each seed.
/// </summary>
internal sealed class NetworkSurrogate
{
    private static readonly string[] Optimizers = ["sgd", "adam", "adamw", "rmsprop"];
    private readonly Dictionary<string, double> optimizerPenalty, bestRate;
    private readonly double bestConv, bestDense, bestFilters, bestDropout, bestMomentum, bestDecay, bestBatch, bestKernel, interplay;
    private readonly double[] augmentations;

    /// <param name="seed">Of where the best values lie.</param>
    /// <param name="other">Another problem, and how far it is on the way to it: 0 not at all, 1 it is that one.</param>
    public NetworkSurrogate(int seed, NetworkSurrogate other, double share)
        : this(seed)
    {
        double Between(double own, double theirs) => own + (share * (theirs - own));
        foreach (var optimizer in Optimizers)
        {
            optimizerPenalty[optimizer] = Between(optimizerPenalty[optimizer], other.optimizerPenalty[optimizer]);
            bestRate[optimizer] = Between(bestRate[optimizer], other.bestRate[optimizer]);
        }

        (bestConv, bestDense) = (Between(bestConv, other.bestConv), Between(bestDense, other.bestDense));
        (bestFilters, bestBatch, bestKernel) = (Between(bestFilters, other.bestFilters), Between(bestBatch, other.bestBatch), Between(bestKernel, other.bestKernel));
        (bestDropout, bestMomentum, bestDecay) = (Between(bestDropout, other.bestDropout), Between(bestMomentum, other.bestMomentum), Between(bestDecay, other.bestDecay));
        interplay = Between(interplay, other.interplay);
        augmentations = [.. augmentations.Select((a, i) => Between(a, other.augmentations[i]))];
    }

    public NetworkSurrogate(int seed)
    {
        var random = new Random((seed * 31) + 5);
        optimizerPenalty = Optimizers.ToDictionary(o => o, _ => 0.03 * random.NextDouble());
        bestRate = Optimizers.ToDictionary(o => o, o => (o == "sgd" ? -1.5 : -3) + random.NextDouble() - 0.5);
        (bestConv, bestDense) = (2 + (3 * random.NextDouble()), 1 + (4 * random.NextDouble()));
        (bestFilters, bestBatch, bestKernel) = (1 + (2 * random.NextDouble()), 3 * random.NextDouble(), random.NextDouble() * 2);
        (bestDropout, bestMomentum, bestDecay) = (0.1 + (0.5 * random.NextDouble()), 0.8 + (0.19 * random.NextDouble()), -5 + (2 * random.NextDouble()));
        interplay = 0.1 + (0.2 * random.NextDouble());
        augmentations = [0.05 * random.NextDouble(), 0.05 * random.NextDouble(), 0.05 * random.NextDouble()];
    }

    public static SearchSpace Space { get; } = new(
    [
        new ChoiceParameter("optimizer", [.. Optimizers.Select(o => (ParameterValue)new ParameterValue.Text(o))]),
        new RealParameter("rate", 1e-5, 1, Log: true),
        new RealParameter("momentum", 0, 0.99, When: new Condition("optimizer", [new ParameterValue.Text("sgd")])),
        new RealParameter("decay", 1e-6, 1e-1, Log: true, When: new Condition("optimizer", [new ParameterValue.Text("adamw"), new ParameterValue.Text("sgd")])),
        new IntegerParameter("conv", 1, 6),
        new IntegerParameter("dense", 1, 8),
        new ChoiceParameter("filters", [.. new long[] { 8, 16, 32, 64 }.Select(v => (ParameterValue)new ParameterValue.Integer(v))], Ordered: true),
        new ChoiceParameter("batch", [.. new long[] { 16, 32, 64, 128 }.Select(v => (ParameterValue)new ParameterValue.Integer(v))], Ordered: true),
        new ChoiceParameter("kernel", [.. new long[] { 3, 5, 7 }.Select(v => (ParameterValue)new ParameterValue.Integer(v))], Ordered: true),
        new RealParameter("dropout", 0, 0.7),
        new ChoiceParameter("augment", [.. new[] { "none", "flips", "dihedral" }.Select(v => (ParameterValue)new ParameterValue.Text(v))]),
    ]);

    /// <summary>Error above the best that this surrogate can have; the lowest possible is near 0, and never below.</summary>
    public double Error(IReadOnlyDictionary<string, ParameterValue> p)
    {
        var optimizer = p["optimizer"].ToString();
        var (conv, dense, dropout) = (p["conv"].AsDouble(), p["dense"].AsDouble(), p["dropout"].AsDouble());
        var (filters, batch, kernel) = (Math.Log2(p["filters"].AsDouble() / 8), Math.Log2(p["batch"].AsDouble() / 16), (p["kernel"].AsDouble() - 3) / 2);
        // Deeper networks want smaller steps, larger batches larger ones.
        var rate = Math.Log10(p["rate"].AsDouble()) - bestRate[optimizer] + (interplay * (conv - bestConv)) - (0.15 * (batch - bestBatch));
        var step = 0.08 * rate * rate;
        // Above its rate a network diverges, soon and altogether.
        if (rate > 1) step += 0.3 * (rate - 1);
        var capacity = (conv - bestConv + (0.5 * (filters - bestFilters))) / 3;
        var error = step + optimizerPenalty[optimizer] + (0.12 * capacity * capacity) + (0.01 * Math.Pow(dense - bestDense, 2) / 4) + (0.01 * Math.Pow(kernel - bestKernel, 2));
        error += 0.1 * Math.Pow(dropout - bestDropout - (0.05 * capacity), 2) + augmentations[p["augment"].ToString() switch { "none" => 0, "flips" => 1, _ => 2 }];
        if (p.TryGetValue("momentum", out var momentum)) error += 0.15 * Math.Pow(momentum.AsDouble() - bestMomentum, 2);
        if (p.TryGetValue("decay", out var decay)) error += 0.004 * Math.Pow(Math.Log10(decay.AsDouble()) - bestDecay, 2);
        // Saturating: no network is worse than guessing.
        return 0.67 * (1 - Math.Exp(-error / 0.4));
    }

    /// <summary>What training has not yet brought after an epoch: slower with a small rate, so that early values mislead.</summary>
    public static double Deficit(IReadOnlyDictionary<string, ParameterValue> p, int epoch, int maxEpochs)
    {
        var speed = Math.Clamp((Math.Log10(p["rate"].AsDouble()) + 6) / 4, 0.2, 1.5);
        return 0.4 * (Math.Pow(epoch, -speed) - Math.Pow(maxEpochs, -speed));
    }

    public static SearchProblem Problem(int seed)
    {
        var surrogate = new NetworkSurrogate(seed);
        var best = surrogate.LeastError();
        return new SearchProblem("network", Space, p => surrogate.Error(p) - best, Noise: 0.01);
    }

    /// <summary>The least error that a long random search finds stands for the minimum.</summary>
    public double LeastError()
    {
        var random = new RandomSampler();
        return Enumerable.Range(0, 20_000).Min(i => Error(random.Propose(Space, [], (ulong)i)!.Parameters));
    }
}
