namespace Filler.Training;

/// <param name="Epochs">Passes over the training images, ≥ 1.</param>
/// <param name="BatchSize">Images a step, ≥ 1; the last batch of an epoch may be smaller.</param>
/// <param name="Optimizer">adam, adamw, sgd or rmsprop.</param>
/// <param name="Momentum">Of sgd and rmsprop, in [0, 1).</param>
/// <param name="Augment">Quarter turns and flips, drawn anew for each batch.</param>
/// <param name="Metric">Chooses the best epoch: accuracy, worstClassAccuracy, macroF1 or loss; of a regression r2, mae or loss; of a super-resolution psnr, ssim or loss.</param>
/// <param name="Seed">Of the first weights, the order of images, dropout and augmentation.</param>
/// <param name="Threads">CPU threads of one step, ≥ 1. One thread repeats a run bit for bit.</param>
/// <param name="EvaluationTurns">1, or 8: the evaluation images are judged by the mean probabilities over the symmetries of the square. Never the validation images.</param>
/// <param name="Device">auto, cpu or cuda.</param>
public sealed record TrainingOptions(
    int Epochs,
    int BatchSize,
    string Optimizer,
    double LearningRate,
    double Momentum,
    double WeightDecay,
    bool Augment,
    string Metric,
    long Seed,
    int Threads,
    int EvaluationTurns = 1,
    string Device = Devices.Auto)
{
    public const string Float32 = "float32";
    public const string Bfloat16 = "bfloat16";

    /// <summary>float32 or bfloat16: of what convolutions and dense layers multiply in training. Weights, moments and evaluation are float32.</summary>
    public string Precision { get; init; } = Float32;

    /// <summary>Experimental: copies of the network that share each batch, each on a card of its own, or in a share of the CPU threads; ≥ 1. Dropout on several CPU copies does not repeat.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Nesterov's momentum in sgd.</summary>
    public bool Nesterov { get; init; }

    /// <summary>constant, cosine, step, oneCycle or plateau.</summary>
    public string Schedule { get; init; } = "constant";

    /// <summary>Of step and plateau, in (0, 1].</summary>
    public double DecayFactor { get; init; } = 0.1;

    /// <summary>Of step and plateau, ≥ 1.</summary>
    public int DecayEpochs { get; init; } = 10;

    /// <summary>Epochs of linear rise, ≥ 0.</summary>
    public int WarmupEpochs { get; init; }

    /// <summary>Share of the target spread over all classes, in [0, 1).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Longest gradient; 0: any.</summary>
    public double ClipNorm { get; init; }

    /// <summary>Epochs without improvement that end training; 0: none do.</summary>
    public int EarlyStoppingPatience { get; init; }

    /// <summary>Each class weighs the same in the loss.</summary>
    public bool BalanceClasses { get; init; }

    /// <summary>Random shifts of up to so many pixels, around the border.</summary>
    public int ShiftPixels { get; init; }
}
