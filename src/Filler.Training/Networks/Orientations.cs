using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>N images to k·N: all in orientation 0, then all in orientation 1, …</summary>
internal sealed class Orientations(int count) : Module<Tensor, Tensor>("rotations")
{
    public override Tensor forward(Tensor input) => cat([.. Enumerable.Range(0, count).Select(turn => Dihedral.Turn(input, turn))]);
}
