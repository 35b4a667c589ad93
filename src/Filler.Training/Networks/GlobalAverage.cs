using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>N×C×H×W to N×C.</summary>
internal sealed class GlobalAverage() : Module<Tensor, Tensor>("globalAveragePooling2d")
{
    public override Tensor forward(Tensor input) => input.mean([2, 3]);
}
