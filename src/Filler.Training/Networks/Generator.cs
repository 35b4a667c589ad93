using Filler.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>Coarse along x, N×1×H×W, to fine, N×1×H×(W·factor): see <see cref="GeneratorPlans"/>.</summary>
internal sealed class Generator : Module<Tensor, Tensor>
{
    private readonly int factor;
    private readonly Conv2d head;
    private readonly Sequential body;
    private readonly Conv2d widening;
    private readonly Module<Tensor, Tensor> activation;
    private readonly Conv2d tail;

    public Generator(GeneratorLayer options)
        : base("generator")
    {
        const int first = GeneratorLayer.FirstKernel, edge = GeneratorLayer.Kernel;
        var (filters, blocks) = (options.Network.Filters, options.Network.ResidualBlocks);
        factor = options.Factor;
        head = Conv2d(1, filters, first, padding: first / 2);
        body = Sequential([
            .. Enumerable.Range(1, blocks).Select(b => ($"block{b}", (Module<Tensor, Tensor>)new GeneratorBlock(filters, options.Network.Activation))),
            ("conv", Conv2d(filters, filters, edge, padding: edge / 2))]);
        widening = Conv2d(filters, filters * factor, edge, padding: edge / 2);
        activation = LayerModules.Activation(options.Network.Activation);
        tail = Conv2d(filters, 1, edge, padding: edge / 2);
        // Nothing is added yet: training begins at the interpolation and cannot be worse for long.
        init.zeros_(tail.weight!);
        init.zeros_(tail.bias!);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var first = activation.forward(head.forward(input));
        var fine = activation.forward(Shuffle(widening.forward(first + body.forward(first)), factor));
        return CoarseAxis.Linear(input, factor) + tail.forward(fine);
    }

    /// <summary>N×(C·factor)×H×W to N×C×H×(W·factor): pixel shuffle (Shi et al. 2016) along x alone.</summary>
    internal static Tensor Shuffle(Tensor maps, int factor)
    {
        var (n, c, h, w) = (maps.shape[0], maps.shape[1] / factor, maps.shape[2], maps.shape[3]);
        return maps.reshape(n, c, factor, h, w).permute(0, 1, 3, 4, 2).reshape(n, c, h, w * factor);
    }
}
