using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

public sealed record TrainingSpec
{
    [Range(1, 10_000)]
    [Description("Passes over the training images of a full trial.")]
    public int Epochs { get; init; } = 30;

    [Range(1, 4096)]
    public int BatchSize { get; init; } = 64;

    [AllowedValues("adam", "adamw", "sgd", "rmsprop")]
    public string Optimizer { get; init; } = "adam";

    [Range(1e-8, 10)]
    public double LearningRate { get; init; } = 0.001;

    [Range(0, 0.9999)]
    [Description("Momentum of sgd and rmsprop.")]
    public double Momentum { get; init; } = 0.9;

    [Range(0, 1)]
    public double WeightDecay { get; init; }

    [Description("Random quarter turns and flips: slices have no preferred direction.")]
    public bool Augment { get; init; } = true;

    [Description("The evaluation images are judged by the mean of the network's answers to the eight turns and flips of each, at eight times the cost. Validation, which ranks trials, is not changed.")]
    public bool TestTimeAugmentation { get; init; }
}
