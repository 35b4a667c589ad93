using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Cli.Screens;

namespace Filler.Cli.Tests.Screens;

internal static class SampleView
{
    public static RunView Of(TimeSpan elapsed = default) => new()
    {
        Study = "quickstart",
        Metric = "accuracy",
        Elapsed = elapsed,
        Trials = new TrialCounts { Total = 6, Succeeded = 2, Pruned = 1, Failed = 1, Running = 2 },
        Budget = 16,
        Best = new BestTrial
        {
            Trial = 1,
            Repeats = [1],
            Parameters = new Parameters { ["model.convLayers"] = JsonValue.Create(3), ["training.learningRate"] = JsonValue.Create(0.00123456) },
            ValidationMetric = 0.9467,
            EvaluationAccuracy = 0.94,
            PerClass = [],
            ConfusionMatrix = [],
        },
        Running =
        [
            new RunningTrialView(4, "convLayers 4, denseLayers 1, filters 16, dropout 0.2113, learningRate 0.01203, optimizer sgd", 4.5, 9, 0.8123, TimeSpan.FromSeconds(11), null),
            new RunningTrialView(5, "convLayers 2, [bracketed]", 0, 9, null, null, "waits for images"),
        ],
        Datasets = [new DatasetView(new string('a', 64), "3 of 12 structures, 10 of 2250 images", 0.25)],
    };
}
