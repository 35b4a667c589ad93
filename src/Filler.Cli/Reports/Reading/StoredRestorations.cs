using Filler.Api;
using Filler.Slices;
using Filler.Storage;

namespace Filler.Cli.Reports;

/// <summary>The images beside a super-resolution's best result.</summary>
internal static class StoredRestorations
{
    private const int Columns = 4;

    /// <returns>Null where the study has another task or no result, or the store no longer has the images.</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static async Task<RestoredSample?> ReadAsync(Study study, IReadOnlyList<Trial> trials, IBlobStore store, CancellationToken cancellationToken)
    {
        if (study.Status?.Best is not { SuperResolution.Samples: { } key } best) return null;
        await using var stream = await store.OpenReadAsync(key, cancellationToken);
        if (stream is null) return null;
        var (values, shape) = await Npy.ReadAsync(stream, key, 4, Array.MaxLength, cancellationToken);
        if (shape[1] != Columns || shape[2] != shape[3]) throw new InvalidDataException($"{key}: shape ({string.Join(", ", shape)}) is not that of square images, four a sample; delete it");
        var area = shape[2] * shape[3];
        var slices = (trials.FirstOrDefault(t => t.Spec.Number == best.Trial)?.Spec.Dataset ?? study.Spec.Dataset).Slices;
        return new RestoredSample(
            shape[2], slices.FieldOfViewNm,
            [.. Enumerable.Range(0, shape[0]).Select(row => (IReadOnlyList<byte[]>)[.. Enumerable.Range(0, Columns).Select(c => values.AsSpan(((row * Columns) + c) * area, area).ToArray())])]);
    }
}
