using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>What a network makes of a split.</summary>
/// <param name="Loss">Mean loss of the task: cross-entropy, or the squared error of the standardised target.</param>
/// <param name="Confusion">Of no classes for a regression.</param>
/// <param name="Predictions">In the split's order: the class of each image, a byte each; for a regression the numbers, 32-bit floats.</param>
public sealed record Evaluation(double Loss, ConfusionMatrix Confusion, byte[] Predictions)
{
    private const int BatchSize = 256;

    /// <summary>Null for a classification.</summary>
    public RegressionFigures? Regression { get; init; }

    internal static Evaluation Of(Network network, DeviceImages set, ILearningTask task, CancellationToken cancellationToken)
    {
        network.eval();
        using var quiet = no_grad();
        var outputs = new float[set.Count * task.Outputs];
        var loss = 0.0;
        for (var from = 0; from < set.Count; from += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (images, labels) = set.Range(from, Math.Min(from + BatchSize, set.Count));
            var output = network.forward(images);
            loss += task.Loss(output, labels, sum: true).ToDouble();
            output.cpu().data<float>().ToArray().CopyTo(outputs, from * task.Outputs);
        }

        return task.Judge(loss / set.Count, outputs, set.Labels);
    }
}
