using Filler.Api;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>One or more kernels for each channel, then a mixture of channels at each pixel.</summary>
internal sealed class SeparableConvolution : Module<Tensor, Tensor>
{
    private readonly SeparableConv2dSpec options;
    private readonly Convolution depthwise;
    private readonly Convolution pointwise;

    public SeparableConvolution(int channels, SeparableConv2dSpec options)
        : base(nameof(SeparableConvolution))
    {
        this.options = options;
        depthwise = new Convolution(channels, channels * options.DepthMultiplier, options.KernelSize, options.Strides, groups: channels, bias: false);
        pointwise = new Convolution(channels * options.DepthMultiplier, options.Filters, 1, bias: options.UseBias);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var padded = options.Padding == "same" ? SamePadding.Pad(input, options.KernelSize, options.Strides, 0) : input;
        return pointwise.forward(depthwise.forward(padded));
    }
}
