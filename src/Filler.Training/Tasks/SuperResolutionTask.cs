using System.Globalization;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>The fine image of a coarse one: squared error of the pixels (SRResNet's pixel loss), peak signal-to-noise ratio and structural similarity.</summary>
/// <remarks>
/// No adversarial and no perceptual loss: they sharpen an image with detail that looks likely, and a measured structure must not be given particles that
/// were not measured.
/// </remarks>
/// <param name="grey">Mean and deviation by which the images are standardised.</param>
internal sealed class SuperResolutionTask(CoarseSections coarse, (double Mean, double Deviation) grey, int classes) : ILearningTask
{
    private const int MostSamples = 6;

    /// <summary>Squared error, then similarity, of network, linear and cubic interpolation: see <see cref="SuperResolutionFigures"/>.</summary>
    public int Outputs => SuperResolutionFigures.PerImage;

    public (Tensor Input, Tensor Truth) Pair(Tensor images, Tensor labels) => (CoarseAxis.Degrade(images, coarse.Factor, coarse.Thick), images);

    public Tensor Loss(Tensor output, Tensor truth, bool sum = false)
    {
        var mean = nn.functional.mse_loss(output, truth);
        return sum ? mean * truth.shape[0] : mean;
    }

    public Tensor Answer(IReadOnlyList<Tensor> views) =>
        views.Count == 1 ? views[0] : throw new ArgumentException("views of an image have no coarse axis in common", nameof(views));

    public Tensor Kept(Tensor answer, Tensor truth)
    {
        var input = CoarseAxis.Degrade(truth, coarse.Factor, coarse.Thick);
        var exact = Grey(truth);
        Tensor[] candidates = [Grey(answer), Grey(CoarseAxis.Linear(input, coarse.Factor)), Grey(CoarseAxis.Cubic(input, coarse.Factor))];
        return stack([
            .. candidates.Select(c => (c - exact).square().mean([1, 2, 3])),
            .. candidates.Select(c => StructuralSimilarity.Of(c, exact))], 1);
    }

    public Evaluation Judge(double loss, float[] kept, byte[] labels) =>
        new(loss, new ConfusionMatrix(0), MemoryMarshal.AsBytes<float>(kept).ToArray(), new Calibration())
        {
            SuperResolution = new SuperResolutionFigures(kept, labels, classes),
        };

    /// <summary>The first images of the split: none is picked by its looks.</summary>
    public RestoredImages Samples(nn.Module<Tensor, Tensor> network, DeviceImages set)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var count = Math.Min(MostSamples, set.Count);
        var (images, labels) = set.Range(0, count);
        var (input, truth) = Pair(images, labels);
        var rows = stack([
            Grey(input.repeat_interleave(coarse.Factor, 3)), Grey(CoarseAxis.Cubic(input, coarse.Factor)), Grey(network.forward(input)), Grey(truth)], 1);
        return new RestoredImages(count, set.Pixels, rows.round().to(ScalarType.Byte).cpu().contiguous().bytes.ToArray());
    }

    public IEnumerable<KeyValuePair<string, string>> Metadata() =>
    [
        new("task", "superResolution"),
        new("factor", coarse.Factor.ToString(CultureInfo.InvariantCulture)),
        new("section", coarse.Thick ? "thick" : "thin"),
        new("pixelNm", coarse.PixelNm.ToString("R", CultureInfo.InvariantCulture)),
    ];

    private Tensor Grey(Tensor standardised) => (standardised * grey.Deviation).add_(grey.Mean).clamp_(0, 255);
}
