namespace Filler.Training;

/// <summary>The learning rate of every step: a function of the step and of the epochs so far, so that a resumed training needs no state of it.</summary>
/// <param name="stepsPerEpoch">≥ 1.</param>
internal sealed class LearningRates(TrainingOptions options, int stepsPerEpoch)
{
    // Smith and Topin (2018), with PyTorch's defaults.
    private const double CycleStart = 1 / 25.0;
    private const double CycleEnd = CycleStart / 1e4;
    private const double CycleRise = 0.3;

    /// <param name="epoch">From 1.</param>
    /// <param name="batch">From 0.</param>
    /// <param name="before">The epochs before this one.</param>
    public double At(int epoch, int batch, IReadOnlyList<EpochFigures> before)
    {
        var step = ((epoch - 1L) * stepsPerEpoch) + batch;
        var warmup = (long)options.WarmupEpochs * stepsPerEpoch;
        if (step < warmup) return options.LearningRate * (step + 1) / warmup;
        var last = Math.Max(1, ((long)options.Epochs * stepsPerEpoch) - warmup - 1);
        return options.LearningRate * Factor(epoch - options.WarmupEpochs, Math.Min(1, (step - warmup) / (double)last), before);
    }

    private double Factor(int epoch, double share, IReadOnlyList<EpochFigures> before) => options.Schedule switch
    {
        "constant" => 1,
        "cosine" => Cosine(1, 0, share),
        "step" => Math.Pow(options.DecayFactor, (epoch - 1) / options.DecayEpochs),
        "oneCycle" => share < CycleRise ? Cosine(CycleStart, 1, share / CycleRise) : Cosine(1, CycleEnd, (share - CycleRise) / (1 - CycleRise)),
        "plateau" => Math.Pow(options.DecayFactor, Plateaus(before)),
        _ => throw new ArgumentException($"schedule '{options.Schedule}' is unknown; use constant, cosine, step, oneCycle or plateau"),
    };

    // How often decayEpochs epochs in a row brought no lower loss than the lowest before.
    private int Plateaus(IReadOnlyList<EpochFigures> before)
    {
        var (lowest, waited, plateaus) = (double.PositiveInfinity, 0, 0);
        foreach (var epoch in before)
        {
            waited = epoch.Loss < lowest ? 0 : waited + 1;
            lowest = Math.Min(lowest, epoch.Loss);
            if (waited < options.DecayEpochs) continue;
            waited = 0;
            plateaus++;
        }

        return plateaus;
    }

    private static double Cosine(double from, double to, double share) => to + ((from - to) * 0.5 * (1 + Math.Cos(Math.PI * share)));
}
