using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>
/// The mean structural similarity of two images (Wang, Bovik, Sheikh and Simoncelli 2004, "Image Quality Assessment: From Error Visibility to Structural
/// Similarity", eq. 13): Gaussian window of σ 1.5 over 11 × 11 pixels, K₁ 0.01, K₂ 0.03, range 255, where the window lies wholly inside.
/// </summary>
/// <remarks>The same figure as scikit-image's <c>structural_similarity(gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=255)</c>.</remarks>
internal static class StructuralSimilarity
{
    public const int Window = 11;

    private const double Sigma = 1.5;
    private const double C1 = 0.01 * 255 * 0.01 * 255;
    private const double C2 = 0.03 * 255 * 0.03 * 255;

    /// <param name="a">N×1×H×W, 0 to 255; H and W at least <see cref="Window"/>.</param>
    /// <param name="b">Alike.</param>
    /// <returns>N values of −1 to 1.</returns>
    public static Tensor Of(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        var line = exp(arange(-(Window / 2), (Window / 2) + 1, dtype: ScalarType.Float32, device: a.device).square().mul(-0.5 / (Sigma * Sigma)));
        line = line.div(line.sum());
        // The moments are taken about mid-grey: their differences lose fewer digits.
        var (x, y) = (a - 127.5, b - 127.5);
        var (mx, my) = (Weighted(x), Weighted(y));
        var (vx, vy) = (Weighted(x.square()) - mx.square(), Weighted(y.square()) - my.square());
        var covariance = Weighted(x * y) - (mx * my);
        (mx, my) = (mx + 127.5, my + 127.5);
        var luminance = ((2 * mx * my) + C1) / (mx.square() + my.square() + C1);
        return (luminance * ((2 * covariance) + C2) / (vx + vy + C2)).mean([1, 2, 3]).MoveToOuterDisposeScope();

        Tensor Weighted(Tensor values) =>
            nn.functional.conv2d(nn.functional.conv2d(values, line.reshape(1, 1, 1, Window)), line.reshape(1, 1, Window, 1));
    }
}
