using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>A convolution after padding that is not equal on all sides.</summary>
internal sealed class PaddedSame : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> inner;
    private readonly int reach;
    private readonly int strides;

    public PaddedSame(Module<Tensor, Tensor> inner, int reach, int strides)
        : base(nameof(PaddedSame))
    {
        (this.inner, this.reach, this.strides) = (inner, reach, strides);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => inner.forward(SamePadding.Pad(input, reach, strides, 0));
}
