using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Moves the weights by their gradients, with PyTorch's defaults for all that a manifest leaves out, and remembers by name what it needs for that.</summary>
internal sealed class Optimizer : IDisposable
{
    private const string Steps = "steps";
    private readonly TrainingOptions options;
    private readonly IReadOnlyList<(string Name, Parameter Value)> weights;
    private readonly IReadOnlyList<(string Name, Tensor[] Values)> moments;
    private readonly Tensor steps;

    /// <exception cref="ArgumentException">An optimiser of another name.</exception>
    public Optimizer(TrainingOptions options, IReadOnlyList<(string Name, Parameter Value)> weights)
    {
        (this.options, this.weights) = (options, weights);
        string[] kinds = options.Optimizer switch
        {
            "adam" or "adamw" => ["average", "square"],
            "sgd" => ["momentum"],
            "rmsprop" => ["square", "momentum"],
            _ => throw new ArgumentException($"optimizer '{options.Optimizer}' is unknown; use adam, adamw, sgd or rmsprop"),
        };
        using var quiet = no_grad();
        moments = [.. kinds.Select(kind => (kind, weights.Select(w => zeros_like(w.Value).DetachFromDisposeScope()).ToArray()))];
        steps = zeros(1, device: weights[0].Value.device).DetachFromDisposeScope();
    }

    /// <summary>What a resumed training needs: <c>conv1.weight.average</c>, …, <c>steps</c>.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> State() =>
        [.. moments.SelectMany(m => m.Values.Zip(weights, (value, weight) => ($"{weight.Name}.{m.Name}", value))), (Steps, steps)];

    public void ZeroGradients()
    {
        // Not zeros: the first backward pass then hands its gradients over instead of adding to them.
        foreach (var (_, weight) in weights) weight.grad = null;
    }

    /// <summary>One step; every weight has a gradient.</summary>
    public void Step(double learningRate)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        steps.add_(1);
        Tensor[] values = [.. weights.Select(w => w.Value)];
        Tensor[] gradients = [.. weights.Select(w => w.Value.grad ?? throw new InvalidOperationException($"{w.Name} has no gradient"))];
        Tensor[] counts = [.. weights.Select(_ => steps)];
        using var rate = learningRate.ToScalar();
        using var decay = options.WeightDecay.ToScalar();
        using var momentum = options.Momentum.ToScalar();
        object[] memory = [.. moments.Select(m => m.Values)];
        object[] numbers = options.Optimizer switch
        {
            "sgd" => [rate, decay, momentum, options.Nesterov],
            "rmsprop" => [rate, decay, momentum],
            _ => [rate, decay],
        };
        OptimizerScript.Run(options.Optimizer, [values, gradients, .. memory, counts, .. numbers]);
    }

    public void Dispose()
    {
        foreach (var value in moments.SelectMany(m => m.Values)) value.Dispose();
        steps.Dispose();
    }
}
