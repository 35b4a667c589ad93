using Filler.Api;

namespace Filler.Networks;

/// <summary>
/// The network of super-resolution along one axis, after SRResNet, the generator of SRGAN (Ledig et al. 2017, "Photo-Realistic Single Image
/// Super-Resolution Using a Generative Adversarial Network", figure 4).
/// </summary>
/// <remarks>
/// As there: 9×9 convolution, residual blocks of two 3×3 convolutions at the coarse resolution, a shortcut around all of them, pixel shuffle. Otherwise: the
/// shuffle widens one axis; no batch normalisation and a last kernel of 3×3 (Lim et al. 2017, "Enhanced Deep Residual Networks for Single Image
/// Super-Resolution": better without; 9×9 at the fine resolution takes longer than all other layers together); and what comes out is added to the linear
/// interpolation (Kim et al. 2016, VDSR), where an untrained network begins.
/// </remarks>
public static class GeneratorPlans
{
    public const string Kind = "generator";

    public static NetworkPlan Of(GeneratorSpec network, int pixels, int factor)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels % factor, 0, nameof(pixels));
        var (filters, coarse, fine) = ((long)network.Filters, (long)pixels * pixels / factor, (long)pixels * pixels);
        const long first = GeneratorLayer.FirstKernel * GeneratorLayer.FirstKernel, area = GeneratorLayer.Kernel * GeneratorLayer.Kernel;
        var body = ((2L * network.ResidualBlocks) + 1) * area * filters * filters;
        var widening = area * filters * filters * factor;
        var kernels = ((first + area) * filters) + body + widening;
        var biases = (filters * ((2L * network.ResidualBlocks) + 2 + factor)) + 1;
        var flops = 2 * ((coarse * ((first * filters) + body + widening)) + (fine * area * filters));
        var image = new FeatureShape(1, pixels);
        return new NetworkPlan(NameOf(network), pixels, 1, [new PlannedLayer(Kind, Kind, new GeneratorLayer(network, factor), image, image, kernels + biases, flops)]);
    }

    /// <summary><c>SRResNet 4x32</c>: blocks, filters.</summary>
    public static string NameOf(GeneratorSpec network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return $"SRResNet {network.ResidualBlocks}x{network.Filters}";
    }
}
