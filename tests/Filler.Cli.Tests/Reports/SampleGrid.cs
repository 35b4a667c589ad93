using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Cli.Reports;
using k8s.Models;

namespace Filler.Cli.Tests.Reports;

/// <summary>Grids with the counts that the source paper prints.</summary>
internal static class SampleGrid
{
    public const int Table1Images = 1000;
    public const int Table2Images = 880;

    /// <summary>Table 1: field in nm, images per class for learning and test, correct of 1000.</summary>
    public static readonly (double Field, int Images, int[] Correct)[] Table1 =
    [
        (250, 8000, [434, 925, 516]),
        (500, 500, [981, 663, 925]), (500, 2000, [965, 791, 950]), (500, 8000, [908, 889, 993]),
        (1000, 500, [914, 915, 1000]), (1000, 2000, [978, 974, 1000]), (1000, 8000, [940, 995, 1000]),
    ];

    /// <summary>Table 2: dense layers after four convolutions, correct of 880.</summary>
    public static readonly (int Dense, int[] Correct)[] Table2 =
    [
        (2, [753, 767, 880]), (3, [744, 717, 880]), (4, [863, 812, 880]), (5, [880, 766, 880]),
        (6, [878, 823, 880]), (7, [878, 741, 880]), (8, [878, 833, 880]), (9, [880, 542, 880]),
    ];

    public static Study Study(params string[] paths)
    {
        var study = SampleRun.Study(["M-SBR", "n-SBR", "Rnd"]);
        return study with
        {
            Metadata = new V1ObjectMeta { Name = "table", Uid = "77" },
            Spec = study.Spec with
            {
                Search = new SearchSpec
                {
                    Algorithm = "grid",
                    Parameters = [.. paths.Select(p => new ParameterSpec { Path = p, Choice = [.. Values(p).Select(v => JsonValue.Create(v))] })],
                },
            },
        };
    }

    public static Study Table1Study() => Study("dataset.slices.fieldOfViewNm", "dataset.imagesPerClass.train", "dataset.imagesPerClass.validation");

    public static Study Table2Study() => Study("model.denseLayers");

    /// <summary>In an order that is not the table's.</summary>
    public static Trial[] Table1Trials() => [.. Table1.Reverse().Select((row, n) => Trial(n, row.Correct, Table1Images) is var trial
        ? trial with
        {
            Spec = trial.Spec with
            {
                Parameters = new Parameters(new Dictionary<string, JsonValue>
                {
                    ["dataset.slices.fieldOfViewNm"] = JsonValue.Create(row.Field),
                    ["dataset.imagesPerClass.train"] = JsonValue.Create(row.Images),
                    ["dataset.imagesPerClass.validation"] = JsonValue.Create(row.Images),
                }),
                Dataset = new DatasetSpec
                {
                    Slices = new SlicesSpec { FieldOfViewNm = row.Field },
                    ImagesPerClass = new ImagesPerClassSpec { Train = row.Images, Validation = row.Images, Evaluation = Table1Images },
                },
            },
        }
        : throw new InvalidOperationException())];

    public static Trial[] Table2Trials() => [.. Table2.Select((row, n) => Of(n, row.Dense, row.Correct))];

    public static Trial Of(int number, int dense, int[] correct) => Trial(number, correct, Table2Images) is var trial
        ? trial with { Spec = trial.Spec with { Model = new ModelSpec { ConvLayers = 4, DenseLayers = dense } } }
        : throw new InvalidOperationException();

    public static RunContent Content(Study study, Trial[] trials) => new()
    {
        Study = study with { Status = SampleRun.Status(study, trials) },
        Trials = trials,
        Datasets = [SampleDataset.Of(["M-SBR", "n-SBR", "Rnd"], 250), SampleDataset.Of(["M-SBR", "n-SBR", "Rnd"], 1000)],
        Software = "filler 0.1.0",
        Made = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
    };

    private static int[] Values(string path) => path switch
    {
        "dataset.slices.fieldOfViewNm" => [250, 500, 1000],
        "model.denseLayers" => [2, 3, 4, 5, 6, 7, 8, 9],
        _ => [500, 2000, 8000],
    };

    private static Trial Trial(int number, int[] correct, int total) => new()
    {
        Metadata = new V1ObjectMeta { Name = Api.Trial.NameOf("table", number) },
        Spec = new TrialSpec { Study = "table", StudyUid = "77", Number = number, Configuration = number },
        Status = new TrialStatus { Phase = TrialPhase.Succeeded, Attempt = 1, Result = Result(correct, total) },
    };

    private static TrialResult Result(int[] correct, int total) => new()
    {
        Attempt = 1,
        BestEpoch = 1,
        ValidationMetric = (double)correct.Sum() / (3 * total),
        EvaluationLoss = 0.1,
        ConfusionMatrix = [[correct[0], total - correct[0], 0], [total - correct[1], correct[1], 0], [0, total - correct[2], correct[2]]],
        Epochs = [new EpochRecord { Epoch = 1, TrainLoss = 0.2, Loss = 0.2, Accuracy = (double)correct.Sum() / (3 * total), WorstClassAccuracy = 0.5, MacroF1 = 0.9, Seconds = 9 }],
        Architecture = "C4F2",
        Weights = 1_000_000,
        FlopsPerImage = 10_000_000,
        TrainSeconds = 9,
        ImagesPerSecond = 1000,
        Device = "cuda:0",
        Checkpoint = "w.safetensors",
    };
}
