using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Studies.Tests;

/// <summary>Studies and trial records for tests: small, valid, and changed with <c>with</c>.</summary>
internal static class Facts
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public const string Uid = "7e0c3f4e-0001";

    public static StudySpec Spec { get; } = new()
    {
        Dataset = new DatasetSpec
        {
            Classes =
            [
                new ClassSpec { Name = "aggregated", Structure = new StructureSpec { Aggregates = new AggregatesStructureSpec { Preset = "nonModifiedSbr", BoxNm = 1000 } } },
                new ClassSpec { Name = "random", Structure = new StructureSpec { Random = new RandomStructureSpec { BoxNm = 1000 } } },
            ],
        },
        Training = new TrainingSpec { Epochs = 9 },
        Search = new SearchSpec
        {
            Algorithm = "random",
            Parameters =
            [
                new ParameterSpec { Path = "model.convLayers", Int = new IntRange { Min = 1, Max = 5 } },
                new ParameterSpec { Path = "training.learningRate", Double = new DoubleRange { Min = 1e-4, Max = 1e-1, Scale = "log" } },
            ],
            Pruning = new PruningSpec { Algorithm = "none" },
            MaxTrials = 6,
            ParallelTrials = 2,
        },
    };

    public static Study Study(StudySpec? spec = null) => new() { Metadata = new() { Name = "study", Uid = Uid }, Spec = spec ?? Spec };

    public static StudySpec With(this StudySpec spec, Func<SearchSpec, SearchSpec> change) => spec with { Search = change(spec.Search) };

    public static Trial Trial(int number, TrialStatus status, int? configuration = null, int repeat = 0) => new()
    {
        Metadata = new() { Name = Api.Trial.NameOf("study", number) },
        Spec = new TrialSpec
        {
            Study = "study",
            StudyUid = Uid,
            Number = number,
            Configuration = configuration ?? number,
            Repeat = repeat,
            Parameters = new Parameters { ["model.convLayers"] = JsonValue.Create(1 + ((configuration ?? number) % 5)), ["training.learningRate"] = JsonValue.Create(0.001 * (1 + (configuration ?? number))) },
            Dataset = Spec.Dataset,
            Training = Spec.Training,
        },
        Status = status,
    };

    public static TrialStatus Running(params double[] accuracies) => new()
    {
        Phase = TrialPhase.Running,
        Attempt = 1,
        StartTime = Noon,
        Epochs = accuracies.Select((a, i) => Epoch(i + 1, a)).ToList(),
    };

    public static TrialStatus Paused(params double[] accuracies) =>
        Running(accuracies) with { Phase = TrialPhase.Paused, Stop = new StopRequest(StopKind.Pause, "rung"), Exit = new AttemptExit(1, ExitKind.Stopped, "left") };

    public static TrialStatus Succeeded(params double[] accuracies)
    {
        var running = Running(accuracies);
        return running with { Phase = TrialPhase.Succeeded, Exit = new AttemptExit(1, ExitKind.Succeeded, "done"), Result = Result(running.Epochs, 1) };
    }

    public static TrialStatus Failed(string message = "diverged") =>
        Running() with { Phase = TrialPhase.Failed, Exit = new AttemptExit(1, ExitKind.Diverged, message), Message = message };

    public static TrialStatus Exits(this TrialStatus status, ExitKind kind, string message = "it ended") => status with { Exit = new AttemptExit(status.Attempt, kind, message) };

    public static TrialStatus Asked(this TrialStatus status, StopKind kind) => status with { Stop = new StopRequest(kind, $"asked to {kind}") };

    public static EpochRecord Epoch(int epoch, double accuracy) => new()
    {
        Epoch = epoch,
        TrainLoss = 1 - accuracy,
        Loss = 1 - accuracy,
        Accuracy = accuracy,
        WorstClassAccuracy = accuracy,
        MacroF1 = accuracy,
        Seconds = 1,
    };

    public static TrialResult Result(IReadOnlyList<EpochRecord> epochs, int attempt)
    {
        var best = epochs.Count == 0 ? Epoch(1, 0) : epochs.MaxBy(e => e.Accuracy)!;
        var right = (int)Math.Round(100 * best.Accuracy!.Value);
        return new TrialResult
        {
            Attempt = attempt,
            BestEpoch = best.Epoch,
            ValidationMetric = best.Accuracy!.Value,
            EvaluationLoss = 1 - best.Accuracy!.Value,
            ConfusionMatrix = [[right, 100 - right], [100 - right, right]],
            Epochs = epochs,
            Architecture = "C4F2",
            Weights = 1000,
            FlopsPerImage = 1000,
            TrainSeconds = epochs.Count,
            ImagesPerSecond = 1000,
            Device = "cpu",
            Checkpoint = $"trial/epoch-{best.Epoch}.safetensors",
        };
    }
}
