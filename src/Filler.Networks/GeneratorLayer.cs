using Filler.Api;

namespace Filler.Networks;

/// <summary>The arguments of a <see cref="GeneratorPlans.Kind"/> layer.</summary>
/// <param name="Factor">Fine pixels to one coarse pixel, along x.</param>
public sealed record GeneratorLayer(GeneratorSpec Network, int Factor)
{
    /// <summary>Edge of the first kernel (Ledig et al. 2017, figure 4).</summary>
    public const int FirstKernel = 9;

    /// <summary>Edge of all other kernels.</summary>
    public const int Kernel = 3;

    /// <summary>Coarse pixels on each side beyond which nothing reaches a pixel.</summary>
    public int Reach => (FirstKernel / 2) + (2 * Network.ResidualBlocks) + 3;
}
