using Filler.Api;
using Filler.Structures;

namespace Filler.Cli.Tests.Reports;

/// <summary>Learning curves that saturate at a trial's skill, and the result that follows.</summary>
internal static class SampleCurves
{
    /// <summary>Best near three convolution layers and a learning rate of 10⁻³.</summary>
    public static double Skill(StudySpec spec, RandomStream random)
    {
        var rate = Math.Log10(spec.Training.LearningRate) + 3;
        var skill = 0.96 - (0.05 * rate * rate) - (0.035 * Math.Abs(spec.Model.ConvLayers - 3)) - (spec.Training.Optimizer == "sgd" ? 0.05 : 0);
        return Math.Clamp(skill + (0.012 * random.NextNormal()), 0.36, 0.99);
    }

    public static EpochRecord[] Of(double skill, int count, RandomStream random) => [.. Enumerable.Range(1, count).Select(epoch =>
    {
        var accuracy = Math.Clamp(skill - ((skill - 0.33) * Math.Exp(-epoch / 2.2)) + (0.008 * random.NextNormal()), 0.3, 1);
        return new EpochRecord
        {
            Epoch = epoch, TrainLoss = 1.05 - accuracy, Loss = 1.1 - accuracy, Accuracy = accuracy, WorstClassAccuracy = accuracy - 0.06, MacroF1 = accuracy - 0.01,
            Seconds = 0.6,
        };
    })];

    public static TrialResult Result(IReadOnlyList<EpochRecord> epochs, ModelSpec model, RandomStream random)
    {
        var best = epochs.MaxBy(e => e.Accuracy)!;
        var wrong = 1 - best.Accuracy!.Value;
        int[] mistakes = [(int)(SampleRun.PerClass * wrong * 1.1), (int)(SampleRun.PerClass * wrong * 1.6), (int)(SampleRun.PerClass * wrong * 0.3)];
        return new TrialResult
        {
            Attempt = 1,
            BestEpoch = best.Epoch,
            ValidationMetric = best.Accuracy!.Value,
            EvaluationLoss = best.Loss,
            ConfusionMatrix =
            [
                [SampleRun.PerClass - mistakes[0], mistakes[0] - (mistakes[0] / 5), mistakes[0] / 5],
                [mistakes[1] - (mistakes[1] / 8), SampleRun.PerClass - mistakes[1], mistakes[1] / 8],
                [mistakes[2] / 2, mistakes[2] - (mistakes[2] / 2), SampleRun.PerClass - mistakes[2]],
            ],
            Epochs = epochs,
            Architecture = $"C{model.ConvLayers}F{model.DenseLayers}",
            Weights = 34_000L * model.ConvLayers * model.DenseLayers,
            FlopsPerImage = 4_200_000L * model.ConvLayers,
            TrainSeconds = epochs.Sum(e => e.Seconds),
            ImagesPerSecond = 2400 + random.NextInt(200),
            Device = "cpu",
            Checkpoint = "studies/default/quickstart-6a1f/trials/0/attempt-1/checkpoint-12.safetensors",
        };
    }
}
