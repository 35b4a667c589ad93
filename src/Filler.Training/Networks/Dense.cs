using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>A dense layer that works in the precision of its input; its weights stay 32-bit (ADR 31).</summary>
internal sealed class Dense : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;

    public Dense(int features, int units, bool bias = true)
        : base(nameof(Dense))
    {
        (weight, this.bias) = FirstWeights.Of([units, features], bias);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => functional.linear(input, weight.to(input.dtype), bias?.to(input.dtype));
}
