using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Filler.Api;
using Filler.Slices;
using Filler.Storage;
using Filler.Training;

namespace Filler.Worker;

/// <summary>A trial's answers image by image, in the store, so that two trials can be compared later.</summary>
internal sealed class EvaluationFiles(IBlobStore store, Trial trial)
{
    public async Task<EvaluationRecord> StoreAsync(Evaluation evaluation, ImageSet set, int views, CancellationToken cancellationToken) => new()
    {
        MacroF1 = evaluation.Confusion.MacroF1,
        CalibrationError = evaluation.Calibration.ExpectedError,
        Reliability = [.. evaluation.Calibration.Filled().Select(b => new ReliabilityBin(b.Count, b.Correct, b.Confidence))],
        Views = views,
        Predictions = await PutAsync("evaluation-predictions.npy", evaluation.Predictions, cancellationToken),
        Labels = await PutAsync("evaluation-labels.npy", set.Labels, cancellationToken),
        Images = Digest(set),
    };

    /// <summary>A few numbers of each image, little-endian 32-bit floats in the order of the evaluation images.</summary>
    public async Task StoreNumbersAsync(string name, float[] numbers, CancellationToken cancellationToken) =>
        await store.PutBytesAsync($"{BlobLayout.AttemptPrefix(trial, trial.Status.Attempt)}/{name}", MemoryMarshal.AsBytes<float>(numbers).ToArray(), cancellationToken);

    /// <returns>The blob's key.</returns>
    public async Task<string> StoreAsync(RestoredImages samples, CancellationToken cancellationToken)
    {
        var key = $"{BlobLayout.AttemptPrefix(trial, trial.Status.Attempt)}/evaluation-samples.npy";
        await store.PutAsync(
            key, (stream, token) => Npy.WriteAsync(stream, samples.Values, [samples.Count, RestoredImages.Columns, samples.Pixels, samples.Pixels], token), cancellationToken);
        return key;
    }

    private async Task<string> PutAsync(string name, byte[] classes, CancellationToken cancellationToken)
    {
        var key = $"{BlobLayout.AttemptPrefix(trial, trial.Status.Attempt)}/{name}";
        await store.PutAsync(key, (stream, token) => Npy.WriteAsync(stream, classes, [classes.Length], token), cancellationToken);
        return key;
    }

    private static string Digest(ImageSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(set.Images);
        hash.AppendData(set.Labels);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
