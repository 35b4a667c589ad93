using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>What a network makes of a split.</summary>
/// <param name="Loss">Mean cross-entropy.</param>
/// <param name="Predictions">The class of each image, in the split's order.</param>
public sealed record Evaluation(double Loss, ConfusionMatrix Confusion, byte[] Predictions)
{
    private const int BatchSize = 256;

    internal static Evaluation Of(Network network, DeviceImages set, int classes, CancellationToken cancellationToken)
    {
        network.eval();
        using var quiet = no_grad();
        var confusion = new ConfusionMatrix(classes);
        var predictions = new byte[set.Count];
        var loss = 0.0;
        for (var from = 0; from < set.Count; from += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (images, labels) = set.Range(from, Math.Min(from + BatchSize, set.Count));
            var logits = network.forward(images);
            loss += nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum).ToDouble();
            var classesOf = logits.argmax(1).to(ScalarType.Byte).cpu().data<byte>().ToArray();
            for (var i = 0; i < classesOf.Length; i++)
            {
                predictions[from + i] = classesOf[i];
                confusion.Add(set.Labels[from + i], classesOf[i]);
            }
        }

        return new Evaluation(loss / set.Count, confusion, predictions);
    }
}
