using Filler.Api;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>The basic block of He et al. (2016, "Deep Residual Learning for Image Recognition", figure 2), with batch normalisation.</summary>
internal sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-3;
    private readonly ResidualSpec options;
    private readonly Convolution conv1;
    private readonly BatchNorm2d norm1;
    private readonly Convolution conv2;
    private readonly BatchNorm2d norm2;
    private readonly Sequential? shortcut;
    private readonly Module<Tensor, Tensor> activation;

    public ResidualBlock(int channels, ResidualSpec options)
        : base(nameof(ResidualBlock))
    {
        this.options = options;
        conv1 = new Convolution(channels, options.Filters, options.KernelSize, options.Strides, bias: false);
        norm1 = BatchNorm2d(options.Filters, Epsilon);
        conv2 = new Convolution(options.Filters, options.Filters, options.KernelSize, bias: false);
        norm2 = BatchNorm2d(options.Filters, Epsilon);
        if (options.Strides != 1 || options.Filters != channels)
        {
            shortcut = Sequential(
                ("conv", new Convolution(channels, options.Filters, 1, options.Strides, bias: false)), ("norm", BatchNorm2d(options.Filters, Epsilon)));
        }

        activation = LayerModules.Activation(options.Activation);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var inner = activation.forward(norm1.forward(conv1.forward(SamePadding.Pad(input, options.KernelSize, options.Strides, 0))));
        var outer = norm2.forward(conv2.forward(SamePadding.Pad(inner, options.KernelSize, 1, 0)));
        return activation.forward(outer + (shortcut is null ? input : shortcut.forward(input)));
    }
}
