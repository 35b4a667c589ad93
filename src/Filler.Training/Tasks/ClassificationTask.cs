using System.Text.Json;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Which of the classes an image shows: logits, cross-entropy, a confusion matrix.</summary>
/// <param name="names">Of the classes; null: not known.</param>
internal sealed class ClassificationTask(int classes, IReadOnlyList<string>? names = null) : ILearningTask
{
    public int Outputs => classes;

    public Tensor Loss(Tensor output, Tensor labels, bool sum = false) =>
        nn.functional.cross_entropy(output, labels, reduction: sum ? nn.Reduction.Sum : nn.Reduction.Mean);

    /// <summary>The logarithm of the mean probabilities.</summary>
    public Tensor Answer(IReadOnlyList<Tensor> views)
    {
        Tensor[] each = [.. views.Select(v => nn.functional.log_softmax(v, 1))];
        return each.Length == 1 ? each[0] : stack(each).logsumexp(0).sub_(Math.Log(each.Length));
    }

    public Evaluation Judge(double loss, float[] answers, byte[] labels)
    {
        var confusion = new ConfusionMatrix(classes);
        var calibration = new Calibration();
        var predictions = new byte[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var logarithms = answers.AsSpan(i * classes, classes);
            var best = 0;
            for (var c = 1; c < classes; c++)
            {
                if (logarithms[c] > logarithms[best]) best = c;
            }

            predictions[i] = (byte)best;
            confusion.Add(labels[i], best);
            calibration.Add(MathF.Exp(logarithms[best]), labels[i] == best);
        }

        return new Evaluation(loss, confusion, predictions, calibration);
    }

    public IEnumerable<KeyValuePair<string, string>> Metadata() => names is null ? [] : [new("classes", JsonSerializer.Serialize(names))];
}
