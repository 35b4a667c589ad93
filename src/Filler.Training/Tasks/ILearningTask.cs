using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>What a network learns (ADR 21): how wide its output is, what a batch costs, and how a split's outputs are judged.</summary>
internal interface ILearningTask
{
    /// <summary>Numbers that the last layer gives for an image.</summary>
    int Outputs { get; }

    /// <param name="output">N×<see cref="Outputs"/>.</param>
    /// <param name="labels">N class indices.</param>
    /// <param name="sum">The sum over the images instead of their mean.</param>
    Tensor Loss(Tensor output, Tensor labels, bool sum = false);

    /// <summary>The outputs of one or more views of a batch as one answer, which <see cref="Loss"/> takes too: log-probabilities, or numbers.</summary>
    Tensor Answer(IReadOnlyList<Tensor> views);

    /// <param name="loss">Mean loss.</param>
    /// <param name="answers">N·<see cref="Outputs"/> numbers, image by image.</param>
    /// <param name="labels">N class indices.</param>
    Evaluation Judge(double loss, float[] answers, byte[] labels);

    /// <summary>What a reader of the weights must know to use the outputs.</summary>
    IEnumerable<KeyValuePair<string, string>> Metadata();

    static ILearningTask Of(TrainingSets sets, Device device) =>
        sets.Targets is { } targets ? new RegressionTask(targets, device) : new ClassificationTask(sets.Classes);
}
