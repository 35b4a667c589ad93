using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>What a network makes of a split.</summary>
/// <param name="Loss">Mean loss of the task: cross-entropy, or the squared error of the standardised target or pixels.</param>
/// <param name="Confusion">Of no classes for other tasks than classification.</param>
/// <param name="Predictions">In the split's order: the class of each image, a byte each; for a regression the numbers, for a super-resolution its figures of each image, 32-bit floats.</param>
/// <param name="Calibration">Whether its confidence can be believed.</param>
public sealed record Evaluation(double Loss, ConfusionMatrix Confusion, byte[] Predictions, Calibration Calibration)
{
    // Some 128 MB of activations after a first convolution of 32 filters, whatever the size of the images.
    private const int BatchPixels = 1 << 20;

    /// <summary>Null for other tasks.</summary>
    public RegressionFigures? Regression { get; init; }

    /// <summary>Null for other tasks.</summary>
    public SuperResolutionFigures? SuperResolution { get; init; }

    /// <summary>Images to look at of a super-resolution's evaluation images; null otherwise.</summary>
    public RestoredImages? Samples { get; init; }

    /// <param name="turns">1: each image as it is. 8: the task's mean answer over the symmetries of the square (test-time augmentation).</param>
    internal static Evaluation Of(
        nn.Module<Tensor, Tensor> network, DeviceImages set, ILearningTask task, CancellationToken cancellationToken, int turns = 1)
    {
        network.eval();
        using var quiet = no_grad();
        var answers = new float[set.Count * task.Outputs];
        var loss = 0.0;
        var batch = BatchOf(set);
        for (var from = 0; from < set.Count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var to = Math.Min(from + batch, set.Count);
            try
            {
                var (part, kept) = OfPart(network, set, task, from, to, turns);
                loss += part;
                kept.CopyTo(answers, from * task.Outputs);
                from = to;
            }
            catch (Exception e) when (DeviceMemory.IsExhausted(e) && to - from > 1)
            {
                // What an image is judged to be does not depend on those beside it.
                batch = (to - from) / 2;
            }
        }

        return task.Judge(loss / set.Count, answers, set.Labels);
    }

    /// <summary>Takes the memory that a split needs, for its first batch, and looks at nothing.</summary>
    internal static void Rehearse(nn.Module<Tensor, Tensor> network, DeviceImages set, ILearningTask task)
    {
        network.eval();
        using var quiet = no_grad();
        OfPart(network, set, task, 0, Math.Min(BatchOf(set), set.Count), turns: 1);
        network.train();
    }

    private static int BatchOf(DeviceImages set) => Math.Max(1, BatchPixels / (set.Pixels * set.Pixels));

    private static (double Loss, float[] Kept) OfPart(nn.Module<Tensor, Tensor> network, DeviceImages set, ILearningTask task, int from, int to, int turns)
    {
        using var scope = NewDisposeScope();
        var (images, labels) = set.Range(from, to);
        var (input, truth) = task.Pair(images, labels);
        Tensor[] views = [.. Enumerable.Range(0, turns).Select(t => network.forward(turns == 1 ? input : Dihedral.Turn(input, t)))];
        var answer = task.Answer(views);
        return (task.Loss(answer, truth, sum: true).ToDouble(), task.Kept(answer, truth).cpu().contiguous().data<float>().ToArray());
    }
}
