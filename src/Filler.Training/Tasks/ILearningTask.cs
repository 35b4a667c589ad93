using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>What a network learns (ADR 21): what it is shown, how wide its output is, what a batch costs, and how a split's outputs are judged.</summary>
internal interface ILearningTask
{
    /// <summary>Numbers that are kept of an image's answer.</summary>
    int Outputs { get; }

    /// <summary>What the network is shown of a batch, and what its output is held against: the images and their labels, unless the truth is an image too.</summary>
    /// <param name="images">N×1×P×P, standardised.</param>
    /// <param name="labels">N class indices.</param>
    (Tensor Input, Tensor Truth) Pair(Tensor images, Tensor labels) => (images, labels);

    /// <param name="output">The network's.</param>
    /// <param name="truth">Of <see cref="Pair"/>.</param>
    /// <param name="sum">The sum over the images instead of their mean.</param>
    Tensor Loss(Tensor output, Tensor truth, bool sum = false);

    /// <summary>The outputs of one or more views of a batch as one answer, which <see cref="Loss"/> takes too: log-probabilities, numbers or images.</summary>
    Tensor Answer(IReadOnlyList<Tensor> views);

    /// <summary>N×<see cref="Outputs"/> numbers by which the answer is judged: the answer itself, unless that is too large to keep.</summary>
    /// <param name="truth">Of <see cref="Pair"/>.</param>
    Tensor Kept(Tensor answer, Tensor truth) => answer;

    /// <param name="loss">Mean loss.</param>
    /// <param name="kept">N·<see cref="Outputs"/> numbers, image by image.</param>
    /// <param name="labels">N class indices.</param>
    Evaluation Judge(double loss, float[] kept, byte[] labels);

    /// <summary>A few of a split's images to look at; null where a number says all.</summary>
    RestoredImages? Samples(nn.Module<Tensor, Tensor> network, DeviceImages set) => null;

    /// <summary>What a reader of the weights must know to use the outputs.</summary>
    IEnumerable<KeyValuePair<string, string>> Metadata();

    static ILearningTask Of(TrainingSets sets, Device device) =>
        sets.Coarse is { } coarse ? new SuperResolutionTask(coarse, DeviceImages.Grey(sets.Train), sets.Classes)
        : sets.Targets is { } targets ? new RegressionTask(targets, device)
        : new ClassificationTask(sets.Classes, sets.Names);
}
