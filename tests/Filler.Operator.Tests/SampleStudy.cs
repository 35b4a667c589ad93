using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Operator.Tests;

internal static class SampleStudy
{
    public static Parameters Point { get; } = FillerJson.Deserialize<Parameters>("""{"model.convLayers":2,"training.learningRate":0.003}""");

    public static Study Of(string name, TrialRunSpec? trial = null, StorageSpec? storage = null) => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = "lab", Uid = "11111111-2222-3333-4444-555555555555" },
        Spec = new StudySpec
        {
            Dataset = new DatasetSpec
            {
                Classes =
                [
                    new ClassSpec { Name = "gathered", Structure = new StructureSpec { Aggregates = new AggregatesStructureSpec { Preset = "nonModifiedSbr", BoxNm = 1000 } } },
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
                MaxTrials = 4,
            },
            Trial = trial ?? new TrialRunSpec(),
            Storage = storage ?? new StorageSpec(),
        },
    };

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
