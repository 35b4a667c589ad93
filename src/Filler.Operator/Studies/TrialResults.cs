using System.Text.Json;
using Filler.Api;
using Filler.Storage;

namespace Filler.Operator.Studies;

/// <summary>What an attempt left behind: its result in the store, or the last word of a trainer of the user's own.</summary>
internal static class TrialResults
{
    /// <summary>The result of the latest attempt that has one.</summary>
    /// <exception cref="InvalidDataException">The store holds a damaged one: deleting it lets the trial be trained again.</exception>
    public static async Task<TrialResult?> FindAsync(IBlobStore store, Trial trial, CancellationToken cancellationToken)
    {
        for (var k = trial.Status.Attempt; k >= 1; k--)
        {
            var key = BlobLayout.ResultKey(trial, k);
            if (await store.ReadBytesAsync(key, cancellationToken) is not { } bytes) continue;
            try
            {
                return JsonSerializer.Deserialize<TrialResult>(bytes, FillerJson.Options);
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{store.Address}/{key}: not a result of this version ({e.Message}); delete that blob and the trial is trained again", e);
            }
        }

        return null;
    }

    /// <summary>The worker's own result without its epochs, or what a trainer of the user's own says: <c>{"metric": 0.93}</c>; null where it is neither.</summary>
    public static TrialResult? FromLastWords(string words, Trial trial, double seconds)
    {
        if (TerminationMessage.TryParse(words) is TrialFinishedMessage { Result: { } own }) return own;
        try
        {
            if (JsonDocument.Parse(words) is not { RootElement: { ValueKind: JsonValueKind.Object } root } || !root.TryGetProperty("metric", out var metric)
                || metric.ValueKind != JsonValueKind.Number) return null;
            return new TrialResult
            {
                Attempt = trial.Status.Attempt,
                BestEpoch = Math.Max(1, trial.Status.Epochs.Count),
                ValidationMetric = metric.GetDouble(),
                EvaluationLoss = 0,
                // It counted nothing of which we know.
                ConfusionMatrix = [],
                Epochs = [],
                Architecture = "own trainer",
                Weights = 0,
                FlopsPerImage = 0,
                TrainSeconds = seconds,
                ImagesPerSecond = 0,
                Device = "unknown",
                Checkpoint = TrialResult.NoCheckpoint,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
