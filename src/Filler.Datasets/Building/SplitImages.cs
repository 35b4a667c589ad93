using Filler.Api;
using Filler.Slices;
using Filler.Storage;

namespace Filler.Datasets;

/// <summary>One split on its way into the store.</summary>
internal sealed class SplitImages
{
    private readonly SplitKind kind;
    private readonly int perClass;
    private readonly int pixels;

    /// <exception cref="DatasetException">More bytes than one array holds.</exception>
    public SplitImages(DatasetSpec spec, SplitKind kind)
    {
        (this.kind, perClass, pixels) = (kind, spec.ImagesPerClass.Of(kind), spec.Slices.Pixels);
        Classes = spec.Classes.Count;
        var bytes = (long)perClass * Classes * pixels * pixels;
        if (bytes > Array.MaxLength)
        {
            throw new DatasetException(
                $"spec.dataset.imagesPerClass.{kind.Word()}",
                $"{perClass} images of {Classes} classes at {pixels} × {pixels} pixels are {bytes / 1e9:0.0} GB",
                $"use at most {Array.MaxLength / ((long)Classes * pixels * pixels)} images per class, or fewer pixels");
        }

        Pixels = new byte[bytes];
        Labels = [.. Enumerable.Range(0, perClass * Classes).Select(i => (byte)(i % Classes))];
    }

    public int Classes { get; }

    public byte[] Pixels { get; }

    public byte[] Labels { get; }

    /// <summary>Where image <paramref name="image"/> of a class lies: images are interleaved by class.</summary>
    public Span<byte> Image(int classIndex, int image) => Pixels.AsSpan(((image * Classes) + classIndex) * pixels * pixels, pixels * pixels);

    public async Task<DatasetSplit> StoreAsync(IBlobStore store, string prefix, CancellationToken cancellationToken)
    {
        var (images, labels) = ($"{kind.Word()}-images.npy", $"{kind.Word()}-labels.npy");
        return new DatasetSplit(
            perClass,
            Labels.Length,
            images,
            await PutAsync(store, $"{prefix}/{images}", Pixels, [Labels.Length, pixels, pixels], cancellationToken),
            labels,
            await PutAsync(store, $"{prefix}/{labels}", Labels, [Labels.Length], cancellationToken));
    }

    private static async Task<string> PutAsync(IBlobStore store, string key, byte[] values, int[] shape, CancellationToken cancellationToken)
    {
        var digest = "";
        await store.PutAsync(
            key,
            async (stream, token) =>
            {
                await using var hashing = new HashingStream(stream);
                await Npy.WriteAsync(hashing, values, shape, token);
                digest = hashing.Sha256();
            },
            cancellationToken);
        return digest;
    }
}
