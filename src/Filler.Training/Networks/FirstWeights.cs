using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>PyTorch's first weights of convolutions and dense layers: uniform within ± 1 / √(inputs of a unit), biases too.</summary>
internal static class FirstWeights
{
    /// <param name="shape">Units first.</param>
    public static (Parameter Weight, Parameter? Bias) Of(long[] shape, bool bias)
    {
        // He et al. (2015) with a slope of √5: √(6 / (1 + 5)) = 1.
        var bound = 1 / Math.Sqrt(shape.Skip(1).Aggregate(1L, (product, length) => product * length));
        return (Drawn(shape), bias ? Drawn([shape[0]]) : null);

        Parameter Drawn(long[] size)
        {
            using var quiet = no_grad();
            return nn.Parameter(empty(size).uniform_(-bound, bound));
        }
    }
}
