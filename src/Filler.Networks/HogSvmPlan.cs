using System.Globalization;
using Filler.Api;

namespace Filler.Networks;

/// <summary>Histograms of oriented gradients and a linear support vector machine for images of one size and a number of classes, checked before anything runs.</summary>
/// <param name="Classes">≥ 2.</param>
public sealed record HogSvmPlan(HogSvmSpec Spec, int Pixels, int Classes)
{
    /// <summary>What tables call it.</summary>
    public const string ShortName = "HOG + linear SVM";

    // All features of all training images lie in memory at once, as 32-bit floats.
    private const long MostTrainingBytes = 4L << 30;

    /// <summary>Cells along an edge; pixels to the right and below that fill no cell do not count.</summary>
    public int Cells => Pixels / Spec.CellPixels;

    /// <summary>Blocks along an edge, one beginning at each cell.</summary>
    public int Blocks => Cells - Spec.BlockCells + 1;

    /// <summary>Numbers that describe an image.</summary>
    public int Features => checked(Blocks * Blocks * Spec.BlockCells * Spec.BlockCells * Spec.Orientations);

    /// <summary>Gradients and histograms (some 8 a pixel), normalisation (6 a feature), and each class's product.</summary>
    public ModelCost Cost => new(ShortName, Classes * (Features + 1L), (8L * Pixels * Pixels) + (6L * Features) + (2L * Classes * Features));

    /// <param name="pixels">Edge of the square grey image.</param>
    /// <param name="classes">≥ 2.</param>
    /// <param name="trainingImages">Images to train on, with the turned ones.</param>
    /// <exception cref="NetworkShapeException">The image holds no block, or the features would not fit into memory.</exception>
    public static HogSvmPlan Of(ModelSpec model, int pixels, int classes, long trainingImages)
    {
        ArgumentNullException.ThrowIfNull(model);
        var spec = model.HogSvm ?? new HogSvmSpec();
        var plan = new HogSvmPlan(spec, pixels, classes);
        if (plan.Blocks < 1)
        {
            throw new NetworkShapeException(
                null,
                $"{pixels} × {pixels} pixels hold {plan.Cells} × {plan.Cells} cells of {spec.CellPixels} pixels, fewer than a block of {spec.BlockCells} × {spec.BlockCells}",
                $"write cellPixels of at most {Math.Max(2, pixels / spec.BlockCells)}, fewer blockCells, or larger images (dataset.slices.pixels)");
        }

        // In floating point: the whole numbers would overflow on the images that this refuses.
        var bytes = 4.0 * trainingImages * plan.Blocks * plan.Blocks * spec.BlockCells * spec.BlockCells * spec.Orientations;
        return bytes <= MostTrainingBytes ? plan : throw new NetworkShapeException(
            null,
            string.Create(CultureInfo.InvariantCulture, $"the features of {trainingImages:N0} training images take {bytes / (1 << 30):0.#} GiB"),
            $"at most {MostTrainingBytes >> 30} GiB are allowed: write larger cellPixels, training.augment: false (an eighth of the images), or fewer images");
    }

    /// <summary>Views of each training image: itself, or all its quarter turns and flips.</summary>
    public static int ViewsOf(TrainingSpec training) => training.Augment ? 8 : 1;
}
