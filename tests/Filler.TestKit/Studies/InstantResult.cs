using System.Text;
using Filler.Api;
using Filler.Storage;

namespace Filler.TestKit.Studies;

/// <summary>What a worker leaves of an attempt, without the training.</summary>
public static class InstantResult
{
    /// <param name="epochs">On record; the last one is the best.</param>
    public static TrialResult Of(Trial trial, IReadOnlyList<EpochRecord> epochs) => new()
    {
        Attempt = trial.Status.Attempt,
        BestEpoch = epochs.Count,
        ValidationMetric = epochs[^1].Accuracy!.Value,
        EvaluationLoss = 0.1,
        ConfusionMatrix = [[18, 2], [1, 19]],
        Epochs = epochs,
        Architecture = "C1F1",
        Weights = 10,
        FlopsPerImage = 100,
        TrainSeconds = epochs.Count,
        ImagesPerSecond = 1000,
        Device = "cpu",
        Checkpoint = $"{BlobLayout.AttemptPrefix(trial, trial.Status.Attempt)}/best.safetensors",
    };

    /// <summary>Puts it where the operator looks for it.</summary>
    public static Task StoreAsync(IBlobStore store, Trial trial, TrialResult result, CancellationToken cancellationToken) =>
        store.PutBytesAsync(BlobLayout.ResultKey(trial, result.Attempt), Encoding.UTF8.GetBytes(FillerJson.Serialize(result)), cancellationToken);

    /// <summary>The container's last words.</summary>
    /// <param name="withResult">As a worker does whose result fits into them.</param>
    public static string LastWords(TrialResult result, bool withResult) => new TrialFinishedMessage
    {
        Attempt = result.Attempt,
        ValidationMetric = result.ValidationMetric,
        BestEpoch = result.BestEpoch,
        Epochs = result.Epochs.Count,
        Result = withResult ? result with { Epochs = [] } : null,
    }.ToLine();
}
