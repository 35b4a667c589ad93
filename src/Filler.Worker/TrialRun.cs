using System.Text.Json;
using Filler.Api;
using Filler.Datasets;
using Filler.Networks;
using Filler.Storage;
using Filler.Training;
using Filler.Worker.Telemetry;

namespace Filler.Worker;

/// <summary>One attempt at one trial: dataset, training, evaluation, result in the store.</summary>
internal sealed class TrialRun(WorkerSettings settings, DatasetMemory datasets, TrialAssignment assignment, EventWriter events, TextWriter log)
{
    private readonly Trial trial = assignment.Trial;
    private readonly List<string> notes = [];

    /// <exception cref="OperationCanceledException">Told to stop; the last epoch is in the store.</exception>
    public async Task<TrialResult> RunAsync(CancellationToken cancellationToken)
    {
        // An earlier attempt may have finished just before its report was lost: nothing finished is done twice.
        for (var attempt = 1; attempt <= trial.Status.Attempt; attempt++)
        {
            if (await settings.Store.ReadBytesAsync(BlobLayout.ResultKey(trial, attempt), cancellationToken) is { } bytes)
                return JsonSerializer.Deserialize<TrialResult>(bytes, FillerJson.Options) ?? throw new JsonException("an empty result");
        }

        var stored = await FetchAsync(cancellationToken);
        var dataset = DatasetPlan.Subset(trial.Spec.Dataset, stored);
        var sets = new TrainingSets(dataset.Train, dataset.Validation, dataset.Evaluation, trial.Spec.Dataset.Classes.Count, Targets(trial.Spec))
        {
            Names = [.. trial.Spec.Dataset.Classes.Select(c => c.Name)],
            Coarse = trial.Spec.SuperResolution is { } coarse ? new CoarseSections(coarse.Factor, coarse.Section == "thick", dataset.Manifest.PixelSizeNm) : null,
        };
        var outcome = trial.Spec.Model.IsNetwork ? await TrainAsync(sets, cancellationToken) : FitBaseline(sets, cancellationToken);

        using var storing = WorkerTraces.Step("store result");
        var result = await WithEvaluationAsync(ResultOf(outcome), outcome.Evaluation, sets, cancellationToken);
        await settings.Store.PutBytesAsync(result.Checkpoint, outcome.Weights, cancellationToken);
        // Last: its presence says that the trial is done.
        await settings.Store.PutBytesAsync(
            BlobLayout.ResultKey(trial, trial.Status.Attempt), JsonSerializer.SerializeToUtf8Bytes(result, FillerJson.Indented), cancellationToken);
        return result;
    }

    private async Task<TrainingOutcome> TrainAsync(TrainingSets sets, CancellationToken cancellationToken)
    {
        var checkpoints = new CheckpointFolder(new StoreCheckpoints(settings.Store, trial), Note);
        var network = sets.Coarse is { Factor: var factor }
            ? GeneratorPlans.Of(trial.Spec.Model.Generator ?? new GeneratorSpec(), sets.Train.Pixels, factor)
            : NetworkPlan.Of(trial.Spec.Model, sets.Train.Pixels, sets.Outputs);
        var trainer = new Trainer(network, OptionsOf(trial.Spec, settings), sets, checkpoints, new Reporter(events, assignment.Began, Note))
        {
            Start = await InheritedAsync(cancellationToken),
            Gate = settings.Gate,
        };
        return trainer.Run(cancellationToken);
    }

    private TrainingOutcome FitBaseline(TrainingSets sets, CancellationToken cancellationToken)
    {
        var images = (long)sets.Train.Count * HogSvmPlan.ViewsOf(trial.Spec.Training);
        var plan = HogSvmPlan.Of(trial.Spec.Model, sets.Train.Pixels, sets.Classes, images);
        return new HogSvmTrainer(plan, OptionsOf(trial.Spec, settings), sets, new Reporter(events, assignment.Began, Note)).Run(cancellationToken);
    }

    // What each task has to show of the evaluation images, in the result and as files beside it.
    private async Task<TrialResult> WithEvaluationAsync(TrialResult result, Evaluation evaluation, TrainingSets sets, CancellationToken cancellationToken)
    {
        var files = new EvaluationFiles(settings.Store, trial);
        var classes = trial.Spec.Dataset.Classes;
        if (evaluation.Regression is { } regression)
        {
            await files.StoreNumbersAsync("evaluation-predictions.f32", regression.Predictions, cancellationToken);
            return result with { Regression = EvaluationResults.Of(regression, classes) };
        }

        if (evaluation is { SuperResolution: { } restored, Samples: { } samples })
        {
            await files.StoreNumbersAsync("evaluation-figures.f32", restored.Kept, cancellationToken);
            return result with { SuperResolution = EvaluationResults.Of(restored, classes, sets.Coarse!.Factor, await files.StoreAsync(samples, cancellationToken)) };
        }

        return result with { Evaluation = await files.StoreAsync(evaluation, sets.Evaluation, Views(trial.Spec), cancellationToken) };
    }

    private async Task<Dataset> FetchAsync(CancellationToken cancellationToken)
    {
        using var fetching = WorkerTraces.Step("fetch dataset");
        return await datasets.ReadAsync(assignment.Dataset, cancellationToken);
    }

    private void Note(string message)
    {
        notes.Add(message);
        log.WriteLine($"worker: {message}");
    }

    private async Task<SafeTensors?> InheritedAsync(CancellationToken cancellationToken)
    {
        if (trial.Spec.Inherited is not { } inherited) return null;
        if (await settings.Store.ReadBytesAsync(inherited.Checkpoint, cancellationToken) is { } bytes) return SafeTensors.Parse(bytes);
        Note($"the weights of trial {inherited.Trial} are no longer at {inherited.Checkpoint}; training starts from the seed");
        return null;
    }

    private static TrainingOptions OptionsOf(TrialSpec spec, WorkerSettings settings) =>
        new(
            spec.Training.Epochs, spec.Training.BatchSize, spec.Training.Optimizer, spec.Training.LearningRate, spec.Training.Momentum,
            spec.Training.WeightDecay, spec.Training.Augment, spec.Metric, spec.Seed, settings.Threads,
            Views(spec), settings.Device)
        {
            Precision = spec.Training.Precision,
            Nesterov = spec.Training.Nesterov,
            Schedule = spec.Training.Schedule,
            DecayFactor = spec.Training.DecayFactor,
            DecayEpochs = spec.Training.DecayEpochs,
            WarmupEpochs = spec.Training.WarmupEpochs,
            LabelSmoothing = spec.Training.LabelSmoothing,
            ClipNorm = spec.Training.ClipNorm,
            EarlyStoppingPatience = spec.Training.EarlyStoppingPatience,
            BalanceClasses = spec.Training.ClassWeights == "balanced",
            ShiftPixels = spec.Training.ShiftPixels,
        };

    private static int Views(TrialSpec spec) => spec.Training.TestTimeAugmentation ? 8 : 1;

    private static double[]? Targets(TrialSpec spec) => spec.Task == Tasks.Regression
        ? [.. spec.Dataset.Classes.Select((c, i) => c.Target ?? throw new ArgumentException($"spec.dataset.classes[{i}].target is missing; write the number to predict"))]
        : null;

    private TrialResult ResultOf(TrainingOutcome outcome)
    {
        var epochs = outcome.Epochs.Select(Reporter.RecordOf).ToList();
        return new TrialResult
        {
            Attempt = trial.Status.Attempt,
            BestEpoch = outcome.BestEpoch,
            ValidationMetric = epochs[outcome.BestEpoch - 1].Metric(trial.Spec.Metric),
            EvaluationLoss = outcome.Evaluation.Loss,
            ConfusionMatrix = outcome.Evaluation.Confusion.Rows(),
            Epochs = epochs,
            Architecture = outcome.Model.Name,
            Weights = outcome.Model.Weights,
            FlopsPerImage = outcome.Model.FlopsPerImage,
            TrainSeconds = epochs.Sum(e => e.Seconds),
            ImagesPerSecond = outcome.ImagesPerSecond,
            Device = outcome.Device,
            MemoryBytes = outcome.MemoryBytes,
            Notes = notes.Count == 0 ? null : notes,
            Checkpoint = $"{BlobLayout.AttemptPrefix(trial, trial.Status.Attempt)}/best.safetensors",
        };
    }
}
