using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>A layer with Keras' argument <c>activation</c>.</summary>
internal sealed class Activated : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> inner;
    private readonly Module<Tensor, Tensor> activation;

    public Activated(Module<Tensor, Tensor> inner, Module<Tensor, Tensor> activation)
        : base(nameof(Activated))
    {
        (this.inner, this.activation) = (inner, activation);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => activation.forward(inner.forward(input));
}
