using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>One step: a batch forward, its loss, backward, and the optimiser's move.</summary>
/// <param name="classWeights">Weight of each class in the loss; null: all alike.</param>
internal sealed class TrainStep(TrainingOptions options, Network network, OptimizerHelper optimizer, Tensor? classWeights)
{
    private readonly Parameter[] parameters = [.. network.Weights().Select(w => w.Value)];

    /// <param name="images">N×1×P×P float, standardised and augmented.</param>
    /// <param name="labels">N classes.</param>
    /// <returns>Loss of the batch, a mean over its images; NaN or infinite where training diverged, and then no weight has moved.</returns>
    public double Take(Tensor images, Tensor labels, double learningRate)
    {
        optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(network.forward(images), labels, classWeights, label_smoothing: options.LabelSmoothing);
        var value = loss.item<float>();
        if (!float.IsFinite(value)) return value;
        loss.backward();
        if (options.ClipNorm > 0) nn.utils.clip_grad_norm_(parameters, options.ClipNorm);
        Optimizers.SetLearningRate(optimizer, learningRate);
        optimizer.step();
        return value;
    }

    /// <summary>N / (classes × images of the class), so that a batch's weights are 1 on average; 0 for a class without images.</summary>
    public static float[] Balance(byte[] labels, int classes) =>
        [.. Enumerable.Range(0, classes).Select(c => labels.Count(l => l == c)).Select(n => n == 0 ? 0f : labels.Length / ((float)classes * n))];
}
