using System.Diagnostics;
using Filler.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Trains one network from its seed, or from its newest checkpoint, to its last epoch. One trainer at a time on a thread.</summary>
/// <remarks>
/// The order of images, dropout and augmentation of an epoch come from hash(seed, epoch) alone, so a checkpoint between epochs continues the very
/// trajectory: on one CPU thread the weights are bit-equal with an undisturbed run's.
/// </remarks>
public sealed class Trainer
{
    /// <summary>Of the spans that a trainer makes.</summary>
    public const string ActivitySourceName = "Filler.Training";

    private static readonly ActivitySource Activities = new(ActivitySourceName);

    private readonly NetworkPlan plan;
    private readonly TrainingOptions options;
    private readonly TrainingSets sets;
    private readonly CheckpointFolder checkpoints;
    private readonly ITrainingListener listener;
    private readonly Device device;
    private readonly IReadOnlyList<Device> others;
    private readonly ILearningTask task;
    private bool isTold;

    /// <exception cref="LibTorchException">The device that is asked for is missing.</exception>
    /// <exception cref="ArgumentException">The images do not fit together, or not to the network.</exception>
    public Trainer(NetworkPlan plan, TrainingOptions options, TrainingSets sets, CheckpointFolder checkpoints, ITrainingListener listener)
    {
        ArgumentNullException.ThrowIfNull(sets);
        sets.Check();
        ArgumentNullException.ThrowIfNull(plan);
        if ((plan.Pixels, plan.Classes) != (sets.Train.Pixels, sets.Outputs))
            throw new ArgumentException($"the network is for {plan.Pixels} pixels and {plan.Classes} outputs, the images have {sets.Train.Pixels} and need {sets.Outputs}");
        if (options.Precision is not (TrainingOptions.Float32 or TrainingOptions.Bfloat16))
            throw new ArgumentException($"precision '{options.Precision}' is unknown; use float32 or bfloat16", nameof(options));
        (this.plan, this.options, this.sets, this.checkpoints, this.listener) = (plan, options, sets, checkpoints, listener);
        device = Devices.Choose(options.Device);
        others = Devices.Beside(device, options.Replicas);
        set_num_threads(ThreadsOfAShare);
        task = ILearningTask.Of(sets, device);
    }

    /// <summary>Another network's weights to start from, where there is no checkpoint yet; those of another shape are drawn from the seed. Null: all are.</summary>
    public SafeTensors? Start { get; init; }

    /// <summary>Where other processes share the device: by which they keep out of each other's way. Null: this one has it to itself.</summary>
    public MemoryGate? Gate { get; init; }

    /// <summary>For tests: what the gate goes by; null: the device's own.</summary>
    internal IMemoryGauge? Gauge { get; init; }

    /// <summary>By which checkpoints are spaced.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>For tests: see <see cref="GradientPass.Allocating"/>.</summary>
    internal Action<int>? Allocating { get; init; }

    private int ThreadsOfAShare => Math.Max(1, options.Threads / options.Replicas);

    /// <exception cref="OperationCanceledException">Told to stop; the newest checkpoint is stored.</exception>
    /// <exception cref="TrainingDivergedException">The loss became NaN or infinite.</exception>
    public TrainingOutcome Run(CancellationToken cancellationToken)
    {
        if (Gate is null) return Run(null, cancellationToken);
        using var seat = Gate.Enter(Gauge ?? MemoryGauges.Of(device), StillWaits, cancellationToken);
        for (var tries = 0; ; tries++)
        {
            try
            {
                var outcome = Run(seat, cancellationToken);
                // Before the place is given back: the process may live on, for other trials.
                DeviceMemory.EmptyCache(device);
                return outcome;
            }
            catch (OperationCanceledException)
            {
                DeviceMemory.EmptyCache(device);
                throw;
            }
            catch (Exception e) when (DeviceMemory.IsExhausted(e) && seat.IsCrowded)
            {
                // Below, where nothing of the try holds memory any more.
            }

            LibTorch.ReleaseMemory();
            DeviceMemory.EmptyCache(device);
            if (tries == 0) listener.Noted($"the first steps did not fit on {device} beside other trials: waited until one of them had left");
            seat.GiveWay(StillWaits, cancellationToken);
        }

        // Before the network stands no epoch is under way but the first to come.
        void StillWaits() => listener.Alive(1, 0);
    }

    private TrainingOutcome Run(MemorySeat? seat, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(EpochSeeds.Of(options.Seed, 0));
        using var network = new Network(plan);
        network.to(device);
        using var optimizer = new Optimizer(options, network.Weights());
        var grey = DeviceImages.Grey(sets.Train);

        var progress = Resume(network, optimizer);
        Tell(progress);
        if (options.Precision == TrainingOptions.Bfloat16 && device.type == DeviceType.CPU && !Bfloat16.IsFast)
            listener.Noted("this processor has neither AVX512-BF16 nor AMX: training.precision bfloat16 is emulated and slower than float32");
        using var schedule = new CheckpointSchedule(checkpoints, Time, CheckpointImage.SizeOf(network.State(), optimizer.State()));
        try
        {
            Train(progress, network, optimizer, grey, schedule, seat, cancellationToken);
            // The last epoch's is written while the evaluation images are looked at.
            schedule.Flush();
            return Judge(progress, network, grey, cancellationToken) with { MemoryBytes = seat?.Taken };
        }
        finally
        {
            // A stop, a divergence and the end alike: the newest whole epoch is what a next attempt goes on from.
            schedule.Finish();
        }
    }

    // Once, however often the first steps are tried.
    private void Tell(TrainingProgress progress)
    {
        if (isTold) return;
        isTold = true;
        listener.Started(plan.Cost, device.ToString(), [.. progress.Epochs]);
    }

    private TrainingOutcome Judge(TrainingProgress progress, Network network, (double Mean, double Deviation) grey, CancellationToken cancellationToken)
    {
        if (progress.MicroBatch < options.BatchSize)
            listener.Noted($"the device's memory did not hold a batch of {options.BatchSize}: trained in micro-batches of {progress.MicroBatch} images whose gradients were added up");
        Weights.Write(network.State(), progress.Best);
        using var evaluation = new DeviceImages(sets.Evaluation, grey, device);
        using var evaluating = Activities.StartActivity("evaluate");
        var result = Evaluation.Of(network, evaluation, task, cancellationToken, options.EvaluationTurns);
        result = result with { Samples = task.Samples(network, evaluation) };
        var seconds = progress.Epochs.Sum(e => e.Seconds);
        return new TrainingOutcome(
            plan.Cost, progress.Epochs, progress.BestEpoch, result, BestWeights.ToBytes(plan, progress.Best, grey, task),
            sets.Train.Count * (double)progress.Epochs.Count / seconds, device.ToString());
    }

    private TrainingProgress Resume(Network network, Optimizer optimizer)
    {
        if (checkpoints.ReadNewest() is not { } checkpoint)
        {
            if (Start is not null) Weights.WriteFitting(network.State(), Start.Tensors);
            return new TrainingProgress();
        }

        Weights.Write(network.State(), checkpoint.Weights);
        Weights.Write(optimizer.State(), checkpoint.Optimizer);
        return new TrainingProgress(checkpoint);
    }

    private void Train(
        TrainingProgress progress, Network network, Optimizer optimizer, (double Mean, double Deviation) grey, CheckpointSchedule schedule, MemorySeat? seat,
        CancellationToken cancellationToken)
    {
        using var train = new DeviceImages(sets.Train, grey, device);
        using var validation = new DeviceImages(sets.Validation, grey, device);
        using var weights = options.BalanceClasses ? tensor(TrainStep.Balance(sets.Train.Labels, sets.Classes), device: device) : null;
        var pass = Pass(network, task, weights);
        using var replicas = others.Count == 0
            ? null
            : new Replicas(plan, network, pass, others, (copy, at) => Pass(copy, ILearningTask.Of(sets, at), weights?.to(at)), ThreadsOfAShare);
        var step = new TrainStep(network, optimizer, task, pass, progress.MicroBatch) { ClipNorm = options.ClipNorm, Replicas = replicas, IsCrowded = seat is null ? null : () => seat.IsCrowded };
        var loop = new EpochLoop(options, network, step, train, device, listener) { FirstStepDone = seat is null ? null : () => Settle(seat, network, validation) };
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, schedule.Failed);
        while (progress.Epochs.Count < options.Epochs && !progress.IsStale(options.EarlyStoppingPatience))
        {
            var clock = Stopwatch.GetTimestamp();
            var loss = loop.Run(progress.Epochs.Count + 1, progress.Epochs, either.Token);
            var judged = Evaluation.Of(network, validation, task, either.Token);
            var figures = EpochFigures.Of(progress.Epochs.Count + 1, loss, judged, Stopwatch.GetElapsedTime(clock));
            progress.Add(figures, options.Metric, network);
            progress.MicroBatch = step.MicroBatch;
            schedule.Keep(image => image.Take(progress, network.State(), optimizer.State()));
            listener.Finished(figures);
            either.Token.ThrowIfCancellationRequested();
        }
    }

    private void Settle(MemorySeat seat, Network network, DeviceImages validation)
    {
        try
        {
            Evaluation.Rehearse(network, validation, task);
        }
        catch (Exception e) when (DeviceMemory.IsExhausted(e) && !seat.IsCrowded)
        {
            // Alone on the device: the evaluation itself will make do with smaller batches.
            network.train();
        }

        seat.Settle();
    }

    private GradientPass Pass(Network of, ILearningTask learning, Tensor? classWeights) =>
        new(of, learning) { Allocating = Allocating, LabelSmoothing = options.LabelSmoothing, ClassWeights = classWeights };
}
