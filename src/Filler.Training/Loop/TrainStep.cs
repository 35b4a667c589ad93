using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>One step: a batch forward, its loss, backward, and the optimiser's move.</summary>
/// <remarks>
/// Where a batch does not fit the device it is cut into micro-batches of half the size, again and again down to one image, whose gradients add up
/// to the whole batch's. Only batch normalisation sees the difference: its statistics are then a micro-batch's.
/// </remarks>
/// <param name="pass">Of the network whose weights the optimiser moves.</param>
/// <param name="microBatch">Images at once; <see cref="int.MaxValue"/>: the whole batch.</param>
internal sealed class TrainStep(nn.Module<Tensor, Tensor> network, Optimizer optimizer, ILearningTask task, GradientPass pass, int microBatch = int.MaxValue)
{
    /// <summary>Images at once, at most; it never grows again.</summary>
    public int MicroBatch { get; private set; } = microBatch;

    /// <summary>Longest gradient; 0: any.</summary>
    public double ClipNorm { get; init; }

    /// <summary>Whether memory that is missing now may be there when another process has left: then the batch is not cut, and the step fails. Null: never.</summary>
    public Func<bool>? IsCrowded { get; init; }

    /// <summary>Copies on other devices that share each batch; null: one device takes it all.</summary>
    public Replicas? Replicas { get; init; }

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
    internal double Gradients(Tensor images, Tensor truth)
    {
        var count = (int)images.shape[0];
        while (true)
        {
            try
            {
                optimizer.ZeroGradients();
                return Replicas is null ? pass.Accumulate(images, truth, MicroBatch) : Replicas.Accumulate(images, truth, MicroBatch);
            }
            catch (Exception e) when (DeviceMemory.IsExhausted(e) && Math.Min(count, MicroBatch) > 1 && IsCrowded?.Invoke() != true)
            {
                // No weight has moved yet: the step begins anew.
                MicroBatch = Math.Min(count, MicroBatch) / 2;
            }
        }
    }

    /// <summary>N / (classes × images of the class), so that a batch's weights are 1 on average; 0 for a class without images.</summary>
    public static float[] Balance(byte[] labels, int classes) =>
        [.. Enumerable.Range(0, classes).Select(c => labels.Count(l => l == c)).Select(n => n == 0 ? 0f : labels.Length / ((float)classes * n))];
}
