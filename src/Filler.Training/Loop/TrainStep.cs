using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>One step: a batch forward, its loss, backward, and the optimiser's move.</summary>
/// <remarks>
/// Where a batch does not fit the device it is cut into micro-batches of half the size, again and again down to one image, whose gradients add up
/// to the whole batch's. Only batch normalisation sees the difference: its statistics are then a micro-batch's.
/// </remarks>
/// <param name="microBatch">Images at once; <see cref="int.MaxValue"/>: the whole batch.</param>
internal sealed class TrainStep(nn.Module<Tensor, Tensor> network, Optimizer optimizer, ILearningTask task, int microBatch = int.MaxValue)
{
    /// <summary>Images at once, at most; it never grows again.</summary>
    public int MicroBatch { get; private set; } = microBatch;

    /// <summary>Share of the target spread over all classes, in [0, 1).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Longest gradient; 0: any.</summary>
    public double ClipNorm { get; init; }

    /// <summary>Weight of each class in the loss; null: all alike.</summary>
    public Tensor? ClassWeights { get; init; }

    /// <summary>For tests: called with the number of images before each forward pass, and may throw as an allocator would.</summary>
    internal Action<int>? Allocating { get; init; }

    /// <param name="images">N×1×P×P float, standardised and augmented.</param>
    /// <param name="labels">N classes.</param>
    /// <returns>Loss of the batch, a mean over its images; NaN or infinite where training diverged, and then no weight has moved.</returns>
    public double Take(Tensor images, Tensor labels, double learningRate)
    {
        var (input, truth) = task.Pair(images, labels);
        var loss = Gradients(input, truth);
        if (!double.IsFinite(loss)) return loss;
        if (ClipNorm > 0) nn.utils.clip_grad_norm_(network.parameters(), ClipNorm);
        optimizer.Step(learningRate);
        return loss;
    }

    /// <summary>Sets the gradients of the batch's mean loss.</summary>
    internal double Gradients(Tensor images, Tensor labels)
    {
        var count = (int)images.shape[0];
        while (true)
        {
            try
            {
                return Accumulate(images, labels, count, Math.Min(count, MicroBatch));
            }
            catch (Exception e) when (DeviceMemory.IsExhausted(e) && Math.Min(count, MicroBatch) > 1)
            {
                // No weight has moved yet: the step begins anew.
                MicroBatch = Math.Min(count, MicroBatch) / 2;
            }
        }
    }

    private double Accumulate(Tensor images, Tensor labels, int count, int size)
    {
        optimizer.ZeroGradients();
        var total = 0.0;
        for (var from = 0; from < count; from += size)
        {
            using var scope = NewDisposeScope();
            var to = Math.Min(from + size, count);
            Allocating?.Invoke(to - from);
            var whole = size == count;
            var output = network.forward(whole ? images : images.slice(0, from, to, 1));
            var loss = whole
                ? Loss(output, labels)
                : Loss(output, labels.slice(0, from, to, 1), sum: true).div(Weight(labels, count));
            total += loss.item<float>();
            if (!double.IsFinite(total)) return total;
            loss.backward();
        }

        return total;
    }

    // Smoothing and weights are training's alone: what a network is judged by stays the task's own loss.
    private Tensor Loss(Tensor output, Tensor labels, bool sum = false) =>
        task is ClassificationTask
            ? nn.functional.cross_entropy(output, labels, ClassWeights, reduction: sum ? nn.Reduction.Sum : nn.Reduction.Mean, label_smoothing: LabelSmoothing)
            : task.Loss(output, labels, sum);

    // What the sum of the losses is divided by in a weighted mean.
    private double Weight(Tensor labels, int count) => ClassWeights is null ? count : ClassWeights.index_select(0, labels).sum().item<float>();

    /// <summary>N / (classes × images of the class), so that a batch's weights are 1 on average; 0 for a class without images.</summary>
    public static float[] Balance(byte[] labels, int classes) =>
        [.. Enumerable.Range(0, classes).Select(c => labels.Count(l => l == c)).Select(n => n == 0 ? 0f : labels.Length / ((float)classes * n))];
}
