using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Which of the classes an image shows: logits, cross-entropy, a confusion matrix.</summary>
internal sealed class ClassificationTask(int classes) : ILearningTask
{
    public int Outputs => classes;

    public Tensor Loss(Tensor output, Tensor labels, bool sum = false) =>
        nn.functional.cross_entropy(output, labels, reduction: sum ? nn.Reduction.Sum : nn.Reduction.Mean);

    public Evaluation Judge(double loss, float[] outputs, byte[] labels)
    {
        var confusion = new ConfusionMatrix(classes);
        var predictions = new byte[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var logits = outputs.AsSpan(i * classes, classes);
            var best = 0;
            for (var c = 1; c < classes; c++)
            {
                if (logits[c] > logits[best]) best = c;
            }

            predictions[i] = (byte)best;
            confusion.Add(labels[i], best);
        }

        return new Evaluation(loss, confusion, predictions);
    }

    public IEnumerable<KeyValuePair<string, string>> Metadata() => [];
}
