using Filler.Networks;

namespace Filler.Training;

/// <summary>A trained model's figures.</summary>
/// <param name="BestEpoch">The epoch whose weights were evaluated.</param>
/// <param name="Evaluation">On the evaluation images, with the best epoch's weights.</param>
/// <param name="Weights">The best epoch's weights as a .safetensors file.</param>
public sealed record TrainingOutcome(
    ModelCost Model, IReadOnlyList<EpochFigures> Epochs, int BestEpoch, Evaluation Evaluation, byte[] Weights, double ImagesPerSecond, string Device)
{
    /// <summary>Bytes of the device that the first train step and the first validation batch took; null where nobody measured it.</summary>
    public long? MemoryBytes { get; init; }
}
