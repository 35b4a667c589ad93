using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Cli.Reports;
using Filler.Structures;
using k8s.Models;

namespace Filler.Cli.Tests.Reports;

/// <summary>A finished study as it would come out of a run: three classes, thirty trials, some pruned, one failed. Same numbers every time.</summary>
internal static class SampleRun
{
    public const int PerClass = 200;
    private const int Epochs = 12;
    private static readonly string[] Names = ["M-SBR", "n-SBR", "Rnd"];

    public static RunContent Content(IReadOnlyList<string>? classes = null, int trials = 30)
    {
        var study = Study(classes ?? Names);
        Trial[] all = [.. Enumerable.Range(0, trials).Select(n => OneTrial(study, n))];
        return new RunContent
        {
            Study = study with { Status = Status(study, all) },
            Trials = all,
            Datasets = [SampleDataset.Of(classes ?? Names)],
            Fits = [SampleScattering.Curve()],
            Importance = new Dictionary<string, double>
            {
                ["training.learningRate"] = 0.52,
                ["model.convLayers"] = 0.27,
                ["training.optimizer"] = 0.13,
                ["model.dropout"] = 0.06,
                ["model.denseLayers"] = 0.02,
            },
            Software = "filler 0.1.0",
            Made = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        };
    }

    public static Study Study(IReadOnlyList<string> classes) => new()
    {
        Metadata = new V1ObjectMeta { Name = "quickstart", Uid = "6a1f" },
        Spec = new StudySpec
        {
            Dataset = new DatasetSpec { Classes = [.. classes.Select(Class)] },
            Training = new TrainingSpec { Epochs = Epochs },
            Search = new SearchSpec
            {
                MaxTrials = 30,
                Parameters =
                [
                    new ParameterSpec { Path = "model.convLayers", Int = new IntRange { Min = 1, Max = 4 } },
                    new ParameterSpec { Path = "model.denseLayers", Int = new IntRange { Min = 1, Max = 4 } },
                    new ParameterSpec { Path = "model.dropout", Double = new DoubleRange { Min = 0, Max = 0.6 } },
                    new ParameterSpec { Path = "training.learningRate", Double = new DoubleRange { Min = 1e-5, Max = 1e-1, Scale = "log" } },
                    new ParameterSpec { Path = "training.optimizer", Choice = [JsonValue.Create("adam"), JsonValue.Create("sgd")] },
                ],
            },
        },
    };

    public static StudyStatus Status(Study study, IReadOnlyList<Trial> trials)
    {
        var best = trials.Where(t => t.Status.Result is not null).MaxBy(t => t.Status.Result!.ValidationMetric)!;
        var result = best.Status.Result!;
        var correct = result.ConfusionMatrix.Select((row, i) => (Correct: row[i], Total: row.Sum())).ToList();
        return new StudyStatus
        {
            StartTime = new DateTimeOffset(2026, 3, 1, 11, 50, 0, TimeSpan.Zero),
            FinishTime = new DateTimeOffset(2026, 3, 1, 11, 53, 20, TimeSpan.Zero),
            Best = new BestTrial
            {
                Trial = best.Spec.Number,
                Repeats = [best.Spec.Number],
                Parameters = best.Spec.Parameters,
                ValidationMetric = result.ValidationMetric,
                EvaluationAccuracy = (double)correct.Sum(c => c.Correct) / correct.Sum(c => c.Total),
                PerClass = [.. correct.Select((c, i) => Result(study.Spec.Dataset.Classes[i].Name, c.Correct, c.Total))],
                ConfusionMatrix = result.ConfusionMatrix,
                Checkpoint = result.Checkpoint,
            },
        };
    }

    private static ClassResult Result(string name, int correct, int total)
    {
        var interval = Interval.Wilson(correct, total);
        return new ClassResult(name, correct, total, (double)correct / total, interval.Low, interval.High);
    }

    private static ClassSpec Class(string name, int index) => new()
    {
        Name = name,
        Structure = index == 2
            ? new StructureSpec { Random = new RandomStructureSpec() }
            : new StructureSpec { Aggregates = new AggregatesStructureSpec { Preset = index == 0 ? "endModifiedSbr" : "nonModifiedSbr" } },
    };

    private static Trial OneTrial(Study study, int number)
    {
        var random = new RandomStream(7, (ulong)number);
        var parameters = Draw(random);
        var model = ParameterPaths.Apply(study.Spec, parameters);
        var failed = number == 13;
        var skill = SampleCurves.Skill(model, random);
        var length = failed ? 0 : skill < 0.8 ? 2 + random.NextInt(5) : Epochs;
        var epochs = SampleCurves.Of(skill, length, random);
        var finished = !failed && length == Epochs;
        return new Trial
        {
            Metadata = new V1ObjectMeta { Name = Trial.NameOf("quickstart", number) },
            Spec = new TrialSpec
            {
                Study = "quickstart",
                StudyUid = "6a1f",
                Number = number,
                Configuration = number,
                Parameters = parameters,
                Seed = number,
                Dataset = model.Dataset,
                Model = model.Model,
                Training = model.Training,
            },
            Status = new TrialStatus
            {
                Phase = failed ? TrialPhase.Failed : finished ? TrialPhase.Succeeded : TrialPhase.Pruned,
                Attempt = 1,
                Epochs = epochs,
                Message = failed ? "the loss became NaN" : finished ? null : "not among the best third at its rung",
                Result = finished ? SampleCurves.Result(epochs, model.Model, random) : null,
            },
        };
    }

    private static Parameters Draw(RandomStream random) => new(new Dictionary<string, JsonValue>
    {
        ["model.convLayers"] = JsonValue.Create(1 + random.NextInt(4)),
        ["model.denseLayers"] = JsonValue.Create(1 + random.NextInt(4)),
        ["model.dropout"] = JsonValue.Create(Math.Round(0.6 * random.NextDouble(), 3)),
        ["training.learningRate"] = JsonValue.Create(Math.Pow(10, -5 + (4 * random.NextDouble()))),
        ["training.optimizer"] = JsonValue.Create(random.NextInt(3) > 0 ? "adam" : "sgd"),
    });
}
