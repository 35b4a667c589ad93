using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>A convolution that works in the precision of its input; its weights stay 32-bit (ADR 31).</summary>
internal sealed class Convolution : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly int strides;
    private readonly int padding;
    private readonly int dilation;
    private readonly int groups;

    /// <param name="padding">Pixels on every side.</param>
    public Convolution(int channels, int filters, int kernel, int strides = 1, int padding = 0, int dilation = 1, int groups = 1, bool bias = true)
        : base(nameof(Convolution))
    {
        (this.strides, this.padding, this.dilation, this.groups) = (strides, padding, dilation, groups);
        (weight, this.bias) = FirstWeights.Of([filters, channels / groups, kernel, kernel], bias);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        functional.conv2d(input, weight.to(input.dtype), bias?.to(input.dtype), [strides, strides], [padding, padding], [dilation, dilation], groups);
}
