using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Forward and backward through one network on one device: adds the gradients of a batch, or of a part of one, to its weights'.</summary>
internal sealed class GradientPass(nn.Module<Tensor, Tensor> network, ILearningTask task)
{
    /// <summary>Share of the target spread over all classes, in [0, 1).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Weight of each class in the loss; null: all alike.</summary>
    public Tensor? ClassWeights { get; init; }

    /// <summary>For tests: called with the number of images before each forward pass, and may throw as an allocator would.</summary>
    internal Action<int>? Allocating { get; init; }

    /// <param name="images">N×1×P×P, as the task pairs them.</param>
    /// <param name="truth">What the outputs are held against.</param>
    /// <param name="size">Images at once, at most.</param>
    /// <param name="weight">Of the batch that these images are a part of; null: they are all of it.</param>
    /// <returns>Their part of the batch's mean loss; where it is not finite, gradients are missing.</returns>
    public double Accumulate(Tensor images, Tensor truth, int size, double? weight = null)
    {
        var count = (int)images.shape[0];
        if (size < count) weight ??= Weight(truth);
        var total = 0.0;
        for (var from = 0; from < count; from += size)
        {
            using var scope = NewDisposeScope();
            var to = (int)Math.Min((long)from + size, count);
            Allocating?.Invoke(to - from);
            var whole = to - from == count;
            var output = network.forward(whole ? images : images.slice(0, from, to, 1));
            var held = whole ? truth : truth.slice(0, from, to, 1);
            var loss = weight is { } by ? Loss(output, held, sum: true).div(by) : Loss(output, held, sum: false);
            total += loss.item<float>();
            if (!double.IsFinite(total)) return total;
            loss.backward();
        }

        return total;
    }

    /// <summary>What the sum of the losses is divided by in a weighted mean.</summary>
    public double Weight(Tensor truth) => ClassWeights is null ? truth.shape[0] : ClassWeights.index_select(0, truth).sum().item<float>();

    // Smoothing and weights are training's alone: what a network is judged by stays the task's own loss.
    private Tensor Loss(Tensor output, Tensor truth, bool sum) =>
        task is ClassificationTask
            ? nn.functional.cross_entropy(output, truth, ClassWeights, reduction: sum ? nn.Reduction.Sum : nn.Reduction.Mean, label_smoothing: LabelSmoothing)
            : task.Loss(output, truth, sum);
}
