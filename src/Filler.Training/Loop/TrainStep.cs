using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>One step: a batch forward, its loss, backward, and the optimiser's move.</summary>
internal sealed class TrainStep(Network network, OptimizerHelper optimizer)
{
    /// <param name="images">N×1×P×P float, standardised and augmented.</param>
    /// <param name="labels">N classes.</param>
    /// <returns>Mean loss of the batch; NaN or infinite where training diverged, and then no weight has moved.</returns>
    public double Take(Tensor images, Tensor labels)
    {
        optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(network.forward(images), labels);
        var value = loss.item<float>();
        if (!float.IsFinite(value)) return value;
        loss.backward();
        optimizer.step();
        return value;
    }
}
