using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>Convolution, activation, convolution, and the input added: the block of Lim et al. (2017), without normalisation.</summary>
internal sealed class GeneratorBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly Module<Tensor, Tensor> activation;
    private readonly Conv2d conv2;

    public GeneratorBlock(int filters, string activation)
        : base(nameof(GeneratorBlock))
    {
        conv1 = Conv2d(filters, filters, 3, padding: 1);
        this.activation = LayerModules.Activation(activation);
        conv2 = Conv2d(filters, filters, 3, padding: 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => input + conv2.forward(activation.forward(conv1.forward(input)));
}
