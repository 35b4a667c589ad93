using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

/// <summary>The network of task: superResolution, after the generator SRResNet of Ledig et al. (2017).</summary>
public sealed record GeneratorSpec
{
    [Range(1, 32)]
    [Description("Residual blocks, at the coarse resolution: 3×3 convolution, activation, 3×3 convolution, sum.")]
    public int ResidualBlocks { get; init; } = 4;

    [Range(1, 256)]
    [Description("Filters of each convolution.")]
    public int Filters { get; init; } = 32;

    [AllowedValues("relu", "leakyRelu", "elu", "gelu", "silu", "tanh")]
    public string Activation { get; init; } = "relu";
}
