using Filler.Slices;
using Filler.Storage;

namespace Filler.Datasets.Tests;

public sealed class DatasetReaderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_dataset_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => DatasetReader.ReadAsync(folder.Store(), new string('0', 64), default));

        Assert.Contains("build it first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_changed_bit_is_found() =>
        await Refused("train-images.npy", bytes => bytes[^5] ^= 1, "train-images.npy has changed since it was written");

    [Fact]
    public async Task Truncation_is_found() =>
        await Refused("validation-images.npy", _ => { }, "validation-images.npy: truncated", shorten: 1);

    [Fact]
    public async Task A_missing_file_is_found() =>
        await Refused("evaluation-labels.npy", _ => { }, "evaluation-labels.npy is missing", delete: true);

    [Fact]
    public async Task Counts_that_differ_from_the_manifest_are_found()
    {
        var (store, manifest) = await Build();
        using var shorter = new MemoryStream();
        await Npy.WriteAsync(shorter, new byte[3], [3], default);
        await store.PutBytesAsync($"datasets/{manifest.Digest}/train-labels.npy", shorter.ToArray(), default);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => DatasetReader.ReadAsync(store, manifest.Digest, default));

        Assert.Contains("train-labels.npy has shape (3), the manifest says (14)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_under_another_name_is_refused()
    {
        var (store, manifest) = await Build();
        var other = new string('1', 64);
        await store.PutBytesAsync(DatasetReader.ManifestKey(other), manifest.ToBytes(), default);

        await Assert.ThrowsAsync<InvalidDataException>(() => DatasetReader.ReadAsync(store, other, default));
    }

    private async Task Refused(string file, Action<byte[]> damage, string problem, int shorten = 0, bool delete = false)
    {
        var (store, manifest) = await Build();
        var key = $"datasets/{manifest.Digest}/{file}";
        var bytes = (await store.ReadBytesAsync(key, default))!;
        damage(bytes);
        if (delete) await store.DeleteAsync(key, default);
        else await store.PutBytesAsync(key, bytes.AsMemory(..^shorten), default);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => DatasetReader.ReadAsync(store, manifest.Digest, default));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains($"delete datasets/{manifest.Digest}", error.Message, StringComparison.Ordinal);
    }

    private async Task<(IBlobStore Store, DatasetManifest Manifest)> Build()
    {
        var store = folder.Store();
        var recipe = DatasetRecipe.From(Specs.Two(), folder.Path);
        return (store, await new DatasetBuilder(new FakeGrower()).BuildAsync(recipe, store, null, 2, default));
    }
}
