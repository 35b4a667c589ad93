using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>The module of a <see cref="NetworkOptions"/>. Input N×1×P×P float; output N×classes logits.</summary>
/// <remarks>Parameters are named <c>conv1.weight</c> … <c>dense1.weight</c> … <c>classes.weight</c>, in PyTorch's layout.</remarks>
internal sealed class ConvNet : Module<Tensor, Tensor>
{
    private readonly Sequential layers;

    public ConvNet(NetworkOptions options, int pixels, int classes)
        : base(options.Name)
    {
        var shape = NetworkShape.Infer(options, pixels, classes);
        var stack = new List<(string, Module<Tensor, Tensor>)>();
        var channels = 1;
        for (var block = 0; block < options.ConvLayers; block++)
        {
            var filters = options.FiltersOf(block);
            stack.Add(($"conv{block + 1}", Conv2d(channels, filters, 3, padding: 1)));
            stack.Add(($"pool{block + 1}", MaxPool2d(2)));
            // Pooling first gives the same values wherever the activation rises monotonically, on a quarter of the pixels. gelu and silu dip
            // below zero: for them the order matters.
            stack.Insert(stack.Count - (Rises(options.Activation) ? 0 : 1), ($"activation{block + 1}", Activation(options.Activation)));
            channels = filters;
        }

        stack.Add(("flatten", Flatten()));
        var inputs = shape.Features;
        for (var layer = 0; layer < options.DenseLayers; layer++)
        {
            stack.Add(($"dense{layer + 1}", Linear(inputs, options.UnitsOf(layer))));
            stack.Add(($"denseActivation{layer + 1}", Activation(options.Activation)));
            if (options.Dropout > 0) stack.Add(($"dropout{layer + 1}", Dropout(options.Dropout)));
            inputs = options.UnitsOf(layer);
        }

        stack.Add(("classes", Linear(inputs, classes)));
        layers = Sequential(stack);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.forward(input);

    /// <summary>Parameters by their public names, in order.</summary>
    public IReadOnlyList<(string Name, Parameter Value)> Weights() =>
        [.. layers.named_parameters().Select(p => (p.name, p.parameter))];

    private static bool Rises(string activation) => activation is not ("gelu" or "silu");

    private static Module<Tensor, Tensor> Activation(string name) => name switch
    {
        "relu" => ReLU(inplace: true),
        "leakyRelu" => LeakyReLU(0.01, inplace: true),
        "elu" => ELU(),
        "gelu" => GELU(),
        "silu" => SiLU(),
        "tanh" => Tanh(),
        _ => throw new NetworkShapeException($"activation '{name}' is unknown; use relu, leakyRelu, elu, gelu, silu or tanh"),
    };
}
