using Filler.Api;
using Filler.Slices;
using Filler.Storage;
using Filler.Studies;

namespace Filler.Cli.Comparing;

/// <summary>A trial's answers image by image, from the store.</summary>
internal static class StoredAnswers
{
    /// <returns>Null where the trial has no result, or one whose worker kept no answers.</returns>
    /// <exception cref="InvalidDataException">The files are missing or damaged.</exception>
    public static async Task<TrialAnswers?> ReadAsync(IBlobStore store, Trial trial, CancellationToken cancellationToken)
    {
        if (trial.Status.Result is not { Evaluation: { } evaluation }) return null;
        return new TrialAnswers(
            trial.Spec.Number, evaluation.Images,
            await ClassesAsync(store, evaluation.Predictions, cancellationToken), await ClassesAsync(store, evaluation.Labels, cancellationToken));
    }

    private static async Task<byte[]> ClassesAsync(IBlobStore store, string key, CancellationToken cancellationToken)
    {
        await using var stream = await store.OpenReadAsync(key, cancellationToken) ?? throw new InvalidDataException($"{key}: missing in {store.Address}; the trial's answers are lost");
        return (await Npy.ReadAsync(stream, key, 1, int.MaxValue, cancellationToken)).Values;
    }
}
