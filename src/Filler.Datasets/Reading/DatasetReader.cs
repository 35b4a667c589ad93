using Filler.Api;
using Filler.Slices;
using Filler.Storage;

namespace Filler.Datasets;

/// <summary>Reads datasets and trusts nothing: every file is checked against the manifest's digests and counts.</summary>
public static class DatasetReader
{
    public static string ManifestKey(string digest) => $"{BlobLayout.DatasetPrefix(digest)}/manifest.json";

    /// <returns>The manifest of a complete dataset, or null where there is none.</returns>
    /// <exception cref="InvalidDataException">The manifest is damaged or of another version.</exception>
    public static async Task<DatasetManifest?> FindAsync(IBlobStore store, string digest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var key = ManifestKey(digest);
        if (await store.ReadBytesAsync(key, cancellationToken) is not { } bytes) return null;
        var manifest = DatasetManifest.Parse(bytes, key);
        return manifest.Digest == digest ? manifest : throw Damaged(digest, $"its manifest is that of {manifest.Digest}");
    }

    /// <exception cref="InvalidDataException">There is no such dataset, or a file of it is missing, truncated or changed.</exception>
    public static async Task<Dataset> ReadAsync(IBlobStore store, string digest, CancellationToken cancellationToken)
    {
        var manifest = await FindAsync(store, digest, cancellationToken)
            ?? throw new InvalidDataException($"{BlobLayout.DatasetPrefix(digest)}: no complete dataset in {store.Address}; build it first");
        return new Dataset(
            manifest,
            await ReadSplitAsync(store, manifest, manifest.Train, cancellationToken),
            await ReadSplitAsync(store, manifest, manifest.Validation, cancellationToken),
            await ReadSplitAsync(store, manifest, manifest.Evaluation, cancellationToken));
    }

    private static async Task<ImageSet> ReadSplitAsync(
        IBlobStore store, DatasetManifest manifest, DatasetSplit split, CancellationToken cancellationToken)
    {
        int[] shape = [split.Count, manifest.Pixels, manifest.Pixels];
        var images = await ReadFileAsync(store, manifest.Digest, split.ImagesFile, split.ImagesSha256, shape, cancellationToken);
        var labels = await ReadFileAsync(store, manifest.Digest, split.LabelsFile, split.LabelsSha256, [split.Count], cancellationToken);
        for (var i = 0; i < labels.Length; i++)
        {
            // Subsets rely on it: the first n·C images are n of each class.
            if (labels[i] != i % manifest.Classes.Count) throw Damaged(manifest.Digest, $"{split.LabelsFile}: image {i} has label {labels[i]}");
        }

        return new ImageSet(split.Count, manifest.Pixels, images, labels);
    }

    private static async Task<byte[]> ReadFileAsync(
        IBlobStore store, string digest, string file, string sha256, int[] shape, CancellationToken cancellationToken)
    {
        await using var stream = await store.OpenReadAsync($"{BlobLayout.DatasetPrefix(digest)}/{file}", cancellationToken)
            ?? throw Damaged(digest, $"{file} is missing");
        await using var hashing = new HashingStream(stream);
        byte[] values;
        int[] found;
        try
        {
            (values, found) = await Npy.ReadAsync(hashing, file, shape.Length, Array.MaxLength, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(digest, e.Message, e);
        }

        if (!found.SequenceEqual(shape))
            throw Damaged(digest, $"{file} has shape ({string.Join(", ", found)}), the manifest says ({string.Join(", ", shape)})");
        if (hashing.Sha256() != sha256) throw Damaged(digest, $"{file} has changed since it was written");
        return values;
    }

    private static InvalidDataException Damaged(string digest, string problem, Exception? inner = null) =>
        new($"{BlobLayout.DatasetPrefix(digest)}: {problem}; delete {BlobLayout.DatasetPrefix(digest)} in the store and build it again", inner);
}
