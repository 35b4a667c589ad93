using Filler.Api;

namespace Filler.TestKit.Studies;

/// <summary>Random search over two parameters on one small dataset.</summary>
public static class TinyStudy
{
    public static Study Named(string name, int trials = 4, int parallel = 2) => new()
    {
        Metadata = new() { Name = name },
        Spec = new StudySpec
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
                MaxTrials = trials,
                ParallelTrials = parallel,
                // Its trials are alike in every test.
                Reuse = false,
            },
        },
    };
}
