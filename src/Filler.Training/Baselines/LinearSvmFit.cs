using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Filler.Training;

/// <summary>
/// Fits each class's hyperplane: min ½‖w, b‖² + C Σ max(0, 1 − y (w·x + b)), the L1-loss support vector machine, by stochastic dual coordinate ascent
/// (Shalev-Shwartz and Zhang 2013) in ML.NET.
/// </summary>
internal static class LinearSvmFit
{
    // The duality gap over the objective at which a fit ends. Ten times closer costs two to five times the passes and moved the accuracy of no trial seen.
    private const float Tolerance = 0.01f;

    /// <summary>Passes over the images after which a fit ends even so.</summary>
    public const int MostPasses = 200;

    /// <param name="rows">Features, image by image.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="c">C > 0.</param>
    /// <param name="seed">Of the order in which images are visited. One seed, one result: each class is fitted by one thread.</param>
    /// <param name="threads">Classes at once.</param>
    /// <param name="visited">Called for each image visited, by any thread; may throw to stop.</param>
    /// <returns>The hyperplanes, and the classes whose fit ended at <see cref="MostPasses"/>.</returns>
    public static (LinearSvm Svm, IReadOnlyList<int> Unfinished) Fit(float[][] rows, byte[] labels, int classes, double c, long seed, int threads, Action visited)
    {
        var (weights, biases, visits) = (new float[classes][], new float[classes], new long[classes]);
        Parallel.For(0, classes, new ParallelOptions { MaxDegreeOfParallelism = threads }, k =>
        {
            var model = FitOne(rows, labels, k, c, seed, () =>
            {
                visits[k]++;
                visited();
            });
            (weights[k], biases[k]) = ([.. model.Weights], model.Bias);
        });
        // A fit that ends by itself has passed over the images fewer times, the passes that measure the gap included.
        return (new LinearSvm(weights, biases), [.. Enumerable.Range(0, classes).Where(k => visits[k] >= 2L * MostPasses * rows.Length)]);
    }

    private static LinearBinaryModelParameters FitOne(float[][] rows, byte[] labels, int own, double c, long seed, Action visited)
    {
        var context = new MLContext(HashCode(seed, own));
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        var data = context.Data.LoadFromEnumerable(rows.Select((r, i) => new Example(r, labels[i] == own, visited)).ToList(), schema);
        var trainer = context.BinaryClassification.Trainers.SdcaNonCalibrated(new SdcaNonCalibratedBinaryTrainer.Options
        {
            LossFunction = new HingeLoss(),
            // ML.NET minimises λ/2‖w‖² + the mean of the losses: λ = 1 / (C n).
            L2Regularization = (float)(1 / (c * rows.Length)),
            L1Regularization = 0,
            NumberOfThreads = 1,
            MaximumNumberOfIterations = MostPasses,
            ConvergenceTolerance = Tolerance,
        });
        return trainer.Fit(data).Model;
    }

    private static int HashCode(long seed, int own) => (int)(EpochSeeds.Of(seed, own) & int.MaxValue);

    /// <summary>A row as ML.NET reads it, which tells when it does: a pass over the images is the only sign of life that a fit gives.</summary>
    private sealed class Example(float[] features, bool label, Action visited)
    {
        public float[] Features
        {
            get
            {
                visited();
                return features;
            }
        }

        public bool Label { get; } = label;
    }
}
