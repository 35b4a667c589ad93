using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>What a network makes of a split.</summary>
/// <param name="Loss">Mean cross-entropy.</param>
/// <param name="Predictions">The class of each image, in the split's order.</param>
/// <param name="Calibration">Whether its confidence can be believed.</param>
public sealed record Evaluation(double Loss, ConfusionMatrix Confusion, byte[] Predictions, Calibration Calibration)
{
    // Some 128 MB of activations after a first convolution of 32 filters, whatever the size of the images.
    private const int BatchPixels = 1 << 20;

    /// <param name="turns">1: each image as it is. 8: the mean probabilities over the symmetries of the square (test-time augmentation).</param>
    internal static Evaluation Of(
        nn.Module<Tensor, Tensor> network, DeviceImages set, int classes, CancellationToken cancellationToken, int turns = 1)
    {
        network.eval();
        using var quiet = no_grad();
        var confusion = new ConfusionMatrix(classes);
        var calibration = new Calibration();
        var predictions = new byte[set.Count];
        var loss = 0.0;
        var batch = Math.Max(1, BatchPixels / (set.Pixels * set.Pixels));
        for (var from = 0; from < set.Count; from += batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (images, labels) = set.Range(from, Math.Min(from + batch, set.Count));
            var logProbabilities = LogProbabilities(network, images, turns);
            loss += nn.functional.nll_loss(logProbabilities, labels, reduction: nn.Reduction.Sum).ToDouble();
            var (best, classesOf) = logProbabilities.max(1);
            var confidence = best.exp().cpu().data<float>().ToArray();
            var told = classesOf.to(ScalarType.Byte).cpu().data<byte>().ToArray();
            for (var i = 0; i < told.Length; i++)
            {
                predictions[from + i] = told[i];
                confusion.Add(set.Labels[from + i], told[i]);
                calibration.Add(confidence[i], set.Labels[from + i] == told[i]);
            }
        }

        return new Evaluation(loss / set.Count, confusion, predictions, calibration);
    }

    private static Tensor LogProbabilities(nn.Module<Tensor, Tensor> network, Tensor images, int turns)
    {
        if (turns == 1) return nn.functional.log_softmax(network.forward(images), 1);
        var each = Enumerable.Range(0, turns).Select(t => nn.functional.log_softmax(network.forward(Dihedral.Turn(images, t)), 1)).ToArray();
        return stack(each).logsumexp(0).sub_(Math.Log(turns));
    }
}
