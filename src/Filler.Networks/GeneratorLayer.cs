using Filler.Api;

namespace Filler.Networks;

/// <summary>The arguments of a <see cref="GeneratorPlans.Kind"/> layer.</summary>
/// <param name="Factor">Fine pixels to one coarse pixel, along x.</param>
public sealed record GeneratorLayer(GeneratorSpec Network, int Factor)
{
    /// <summary>Edge of the first and the last kernel (Ledig et al. 2017, figure 4).</summary>
    public const int OuterKernel = 9;

    /// <summary>Edge of all other kernels.</summary>
    public const int InnerKernel = 3;

    /// <summary>Coarse pixels on each side beyond which nothing reaches a pixel.</summary>
    public int Reach => (OuterKernel / 2) + (2 * Network.ResidualBlocks) + 2 + (((OuterKernel / 2) + Factor - 1) / Factor) + 1;
}
