using System.Diagnostics;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>One pass over the training images: their order, batches and augmentation, from the epoch's seed alone.</summary>
internal sealed class EpochLoop(TrainingOptions options, Network network, TrainStep step, DeviceImages train, Device device, ITrainingListener listener)
{
    private const double SecondsBetweenSigns = 0.5;

    /// <summary>Called once, after the first step of all.</summary>
    public Action? FirstStepDone { get; set; }

    /// <param name="before">The epochs before this one, which some schedules follow.</param>
    /// <returns>Mean training loss of the epoch.</returns>
    /// <exception cref="OperationCanceledException">Told to stop; the epoch is lost.</exception>
    /// <exception cref="TrainingDivergedException">The loss became NaN or infinite.</exception>
    public double Run(int epoch, IReadOnlyList<EpochFigures> before, CancellationToken cancellationToken)
    {
        network.train();
        random.manual_seed(EpochSeeds.Of(options.Seed, epoch));
        using var epochScope = NewDisposeScope();
        var order = randperm(train.Count, dtype: ScalarType.Int64).to(device);
        var batches = (train.Count + options.BatchSize - 1) / options.BatchSize;
        var rates = new LearningRates(options, batches);
        var total = 0.0;
        var told = Stopwatch.GetTimestamp();
        for (var batch = 0; batch < batches; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var from = batch * options.BatchSize;
            var to = Math.Min(from + options.BatchSize, train.Count);
            var (images, labels) = train.Batch(order.slice(0, from, to, 1));
            if (options.Augment) images = Dihedral.Turn(images, (int)randint(0, Dihedral.Count, [1]).item<long>());
            if (options.ShiftPixels > 0) images = images.roll([Shift(), Shift()], [2, 3]);
            if (options.Precision == TrainingOptions.Bfloat16) images = images.to(ScalarType.BFloat16);
            var loss = step.Take(images, labels, rates.At(epoch, batch, before));
            if (!double.IsFinite(loss)) throw new TrainingDivergedException(epoch, batch + 1, loss);
            FirstStepDone?.Invoke();
            FirstStepDone = null;
            total += loss * (to - from);
            if (Stopwatch.GetElapsedTime(told).TotalSeconds < SecondsBetweenSigns) continue;
            told = Stopwatch.GetTimestamp();
            listener.Alive(epoch, (batch + 1.0) / batches);
        }

        return total / train.Count;

        long Shift() => randint(-options.ShiftPixels, options.ShiftPixels + 1, [1]).item<long>();
    }
}
