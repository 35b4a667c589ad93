using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Trains one network from its seed, or from its newest checkpoint, to its last epoch. One trainer at a time on a thread.</summary>
/// <remarks>
/// The order of images, dropout and augmentation of an epoch come from hash(seed, epoch) alone, so a checkpoint between epochs continues the very
/// trajectory: on one CPU thread the weights are bit-equal with an undisturbed run's.
/// </remarks>
public sealed class Trainer
{
    // Each epoch is kept in memory and written where that costs at most this share of the time; a stop writes the one kept.
    private const double CheckpointShare = 0.05;
    private readonly NetworkOptions networkOptions;
    private readonly TrainingOptions options;
    private readonly TrainingSets sets;
    private readonly CheckpointFolder checkpoints;
    private readonly ITrainingListener listener;
    private readonly NetworkShape shape;
    private readonly Device device;
    private long written = Stopwatch.GetTimestamp();
    private double writeSeconds;
    private Checkpoint? unwritten;

    /// <exception cref="NetworkShapeException">The network cannot be built for these images.</exception>
    /// <exception cref="ArgumentException">The images do not fit together.</exception>
    public Trainer(NetworkOptions networkOptions, TrainingOptions options, TrainingSets sets, CheckpointFolder checkpoints, ITrainingListener listener)
    {
        ArgumentNullException.ThrowIfNull(sets);
        sets.Check();
        shape = NetworkShape.Infer(networkOptions, sets.Train.Pixels, sets.Classes);
        (this.networkOptions, this.options, this.sets, this.checkpoints, this.listener) = (networkOptions, options, sets, checkpoints, listener);
        LibTorch.Initialize();
        set_num_threads(options.Threads);
        device = cuda.is_available() ? CUDA : CPU;
    }

    /// <exception cref="OperationCanceledException">Told to stop; the newest checkpoint is stored.</exception>
    /// <exception cref="TrainingDivergedException">The loss became NaN or infinite.</exception>
    public TrainingOutcome Run(CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(EpochSeed(0));
        using var network = new ConvNet(networkOptions, sets.Train.Pixels, sets.Classes);
        network.to(device);
        using var optimizer = Optimizers.Create(options, network.Weights().Select(w => w.Value));
        var grey = DeviceImages.Grey(sets.Train);
        using var train = new DeviceImages(sets.Train, grey, device);
        using var validation = new DeviceImages(sets.Validation, grey, device);

        var progress = Resume(network, optimizer);
        listener.Started(shape, device.ToString(), [.. progress.Epochs]);
        try
        {
            TrainEpochs(progress, network, optimizer, train, validation, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            WriteCheckpoint();
            throw;
        }

        WriteCheckpoint();
        Weights.Write(network, progress.Best);
        using var evaluation = new DeviceImages(sets.Evaluation, grey, device);
        var result = Evaluation.Of(network, evaluation, sets.Classes, cancellationToken);
        var seconds = progress.Epochs.Sum(e => e.Seconds);
        return new TrainingOutcome(
            shape, progress.Epochs, progress.BestEpoch, result, Export(progress, grey), sets.Train.Count * (double)progress.Epochs.Count / seconds, device.ToString());
    }

    private void TrainEpochs(
        TrainingProgress progress, ConvNet network, OptimizerHelper optimizer, DeviceImages train, DeviceImages validation, CancellationToken cancellationToken)
    {
        while (progress.Epochs.Count < options.Epochs)
        {
            var epoch = progress.Epochs.Count + 1;
            var clock = Stopwatch.GetTimestamp();
            var loss = TrainEpoch(epoch, network, optimizer, train, cancellationToken);
            var judged = Evaluation.Of(network, validation, sets.Classes, cancellationToken);
            var figures = new EpochFigures(
                epoch, loss, judged.Loss, judged.Confusion.Accuracy, judged.Confusion.WorstClassAccuracy, judged.Confusion.MacroF1,
                Stopwatch.GetElapsedTime(clock).TotalSeconds);
            progress.Add(figures, options.Metric, network);
            unwritten = new Checkpoint(Weights.Read(network), progress.Best, Optimizers.Save(optimizer), [.. progress.Epochs], progress.BestEpoch);
            if (Stopwatch.GetElapsedTime(written).TotalSeconds >= writeSeconds / CheckpointShare) WriteCheckpoint();
            listener.Finished(figures);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private TrainingProgress Resume(ConvNet network, OptimizerHelper optimizer)
    {
        if (checkpoints.ReadNewest() is not { } checkpoint) return new TrainingProgress();
        Weights.Write(network, checkpoint.Weights);
        Optimizers.Restore(optimizer, checkpoint.Optimizer);
        return new TrainingProgress(checkpoint);
    }

    private double TrainEpoch(int epoch, ConvNet network, OptimizerHelper optimizer, DeviceImages train, CancellationToken cancellationToken)
    {
        network.train();
        random.manual_seed(EpochSeed(epoch));
        using var epochScope = NewDisposeScope();
        var order = randperm(train.Count, dtype: ScalarType.Int64).to(device);
        var batches = (train.Count + options.BatchSize - 1) / options.BatchSize;
        var total = 0.0;
        var told = Stopwatch.GetTimestamp();
        for (var batch = 0; batch < batches; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var from = batch * options.BatchSize;
            var to = Math.Min(from + options.BatchSize, train.Count);
            var (images, labels) = train.Batch(order.slice(0, from, to, 1));
            if (options.Augment) images = Dihedral.Turn(images, random_turn());
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(network.forward(images), labels);
            var value = loss.item<float>();
            if (!float.IsFinite(value)) throw new TrainingDivergedException(epoch, batch + 1, value);
            loss.backward();
            optimizer.step();
            total += value * (double)(to - from);
            if (Stopwatch.GetElapsedTime(told).TotalSeconds < 0.5) continue;
            told = Stopwatch.GetTimestamp();
            listener.Alive(epoch, (batch + 1.0) / batches);
        }

        return total / train.Count;

        static int random_turn() => (int)randint(0, Dihedral.Count, [1]).item<long>();
    }

    private void WriteCheckpoint()
    {
        if (unwritten is null) return;
        var clock = Stopwatch.GetTimestamp();
        checkpoints.Write(unwritten);
        unwritten = null;
        written = Stopwatch.GetTimestamp();
        writeSeconds = Stopwatch.GetElapsedTime(clock).TotalSeconds;
    }

    private byte[] Export(TrainingProgress progress, (double Mean, double Deviation) grey)
    {
        var file = new SafeTensors();
        file.Metadata["architecture"] = networkOptions.Name;
        file.Metadata["activation"] = networkOptions.Activation;
        file.Metadata["greyMean"] = grey.Mean.ToString("R", CultureInfo.InvariantCulture);
        file.Metadata["greyDeviation"] = grey.Deviation.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, entry) in progress.Best) file.Tensors[name] = entry;
        return file.ToBytes();
    }

    // SplitMix64's finaliser: neighbouring epochs and seeds get unrelated streams.
    private long EpochSeed(int epoch)
    {
        var z = (ulong)options.Seed + (0x9E3779B97F4A7C15UL * ((ulong)epoch + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (long)((z ^ (z >> 31)) >> 1);
    }
}
