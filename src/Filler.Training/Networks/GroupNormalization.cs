using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>Normalises in 32 bits, whatever the precision of its input: squares of 16-bit numbers are summed over many pixels.</summary>
internal sealed class GroupNormalization : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly int groups;
    private readonly double epsilon;

    public GroupNormalization(int channels, int groups, double epsilon)
        : base(nameof(GroupNormalization))
    {
        (this.groups, this.epsilon) = (groups, epsilon);
        (weight, bias) = (Parameter(ones(channels)), Parameter(zeros(channels)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        functional.group_norm(input.to(weight.dtype), groups, weight, bias, epsilon).to(input.dtype);
}
