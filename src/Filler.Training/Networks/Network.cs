using Filler.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>The module of a <see cref="NetworkPlan"/>. Input N×1×P×P; output N×classes logits. Works in the precision of its input; bfloat16 comes out as float32 (ADR 31).</summary>
/// <remarks>Parameters are named <c>conv1.weight</c> … <c>dense1.weight</c> … <c>classes.weight</c>, in PyTorch's layout.</remarks>
internal sealed class Network : Module<Tensor, Tensor>
{
    private readonly Sequential layers;

    public Network(NetworkPlan plan)
        : base(plan.Name)
    {
        layers = Sequential(plan.Layers.Select(l => (l.Name, LayerModules.Create(l))));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var output = layers.forward(input.device_type == DeviceType.CPU ? ChannelsLast.Of(input) : input);
        return output.dtype == ScalarType.BFloat16 ? output.to(ScalarType.Float32) : output;
    }

    /// <summary>The modules of the plan's layers, in order.</summary>
    public IEnumerable<Module<Tensor, Tensor>> Layers() => layers.children().Cast<Module<Tensor, Tensor>>();

    /// <summary>Trainable parameters by their public names, in order.</summary>
    public IReadOnlyList<(string Name, Parameter Value)> Weights() =>
        [.. layers.named_parameters().Select(p => (p.name, p.parameter))];

    /// <summary>All that a network remembers: its parameters, then the moving averages of batch normalisation.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> State() =>
        [.. layers.named_parameters().Select(p => (p.name, (Tensor)p.parameter)), .. layers.named_buffers().Select(b => (b.name, b.buffer))];
}
