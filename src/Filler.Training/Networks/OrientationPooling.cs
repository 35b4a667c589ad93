using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>k·N answers, as <see cref="Orientations"/> orders them, to N.</summary>
internal sealed class OrientationPooling(int count, string mode) : Module<Tensor, Tensor>("rotationPooling")
{
    public override Tensor forward(Tensor input)
    {
        var apart = input.reshape([count, -1, .. input.shape[1..]]);
        return mode == "max" ? apart.amax(0) : apart.mean([0]);
    }
}
