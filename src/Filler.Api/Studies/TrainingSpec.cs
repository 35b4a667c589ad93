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

    [AllowedValues("float32", "bfloat16")]
    [Description("Of what convolutions and dense layers multiply in training. bfloat16 is faster on processors with AVX512-BF16 or AMX and on recent cards; weights, their moments and all evaluation stay float32.")]
    public string Precision { get; init; } = "float32";

    [AllowedValues("adam", "adamw", "sgd", "rmsprop")]
    public string Optimizer { get; init; } = "adam";

    [Range(1e-8, 10)]
    public double LearningRate { get; init; } = 0.001;

    [Range(0, 0.9999)]
    [Description("Momentum of sgd and rmsprop.")]
    public double Momentum { get; init; } = 0.9;

    [Description("Nesterov's momentum in sgd; needs momentum above 0.")]
    public bool Nesterov { get; init; }

    [Range(0, 1)]
    [Description("Decoupled from the gradient in adamw, added to it in the others.")]
    public double WeightDecay { get; init; }

    [AllowedValues("constant", "cosine", "step", "oneCycle", "plateau")]
    [Description("Of the learning rate. cosine: to 0 at the last epoch. step: times decayFactor every decayEpochs. oneCycle: up from a 25th for 30 % of the steps, then down by a cosine. plateau: times decayFactor once the validation loss has not fallen for decayEpochs.")]
    public string Schedule { get; init; } = "constant";

    [Range(0.0001, 1)]
    [Description("step, plateau.")]
    public double DecayFactor { get; init; } = 0.1;

    [Range(1, 10_000)]
    [Description("step, plateau.")]
    public int DecayEpochs { get; init; } = 10;

    [Range(0, 1000)]
    [Description("The learning rate rises linearly over so many epochs before the schedule begins; 0: none.")]
    public int WarmupEpochs { get; init; }

    [Range(0, 0.9)]
    [Description("Share of the target that is spread over all classes.")]
    public double LabelSmoothing { get; init; }

    [Range(0, 1_000_000)]
    [Description("Gradients are scaled down to this norm where they are longer; 0: never.")]
    public double ClipNorm { get; init; }

    [Range(0, 10_000)]
    [Description("Training ends once the objective's validation metric has not improved for so many epochs; 0: never. The best epoch's weights count in any case.")]
    public int EarlyStoppingPatience { get; init; }

    [AllowedValues("none", "balanced")]
    [Description("balanced: each class weighs the same in the loss, however many training images it has.")]
    public string ClassWeights { get; init; } = "none";

    [Range(0, 512)]
    [Description("Random shifts of up to this many pixels either way, around the border; 0: none.")]
    public int ShiftPixels { get; init; }

    [Description("Random quarter turns and flips: slices have no preferred direction.")]
    public bool Augment { get; init; } = true;

    [Description("The evaluation images are judged by the mean of the network's answers to the eight turns and flips of each, at eight times the cost. Validation, which ranks trials, is not changed.")]
    public bool TestTimeAugmentation { get; init; }
}
