using Filler.Api;
using Filler.Slices;
using Filler.Storage;

namespace Filler.Datasets.Tests;

public sealed class DatasetBuilderTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeGrower grower = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Any_number_of_threads_writes_the_same_bytes(int threads)
    {
        var (one, many) = (folder.Store("one"), folder.Store("many"));
        var recipe = Recipe(Specs.Two(train: 40));

        await Build(recipe, one, 1);
        await Build(recipe, many, threads);

        var keys = await one.ListAsync($"datasets/{recipe.Digest}", default);
        Assert.Equal(7, keys.Count);
        Assert.Equal(keys, await many.ListAsync($"datasets/{recipe.Digest}", default));
        foreach (var key in keys) Assert.Equal(await one.ReadBytesAsync(key, default), await many.ReadBytesAsync(key, default));
    }

    [Fact]
    public async Task Fewer_images_are_the_first_of_more()
    {
        var few = await BuildAndRead(Specs.Two(train: 5));
        var many = await BuildAndRead(Specs.Two(train: 50));

        Assert.Equal(few.Train.Images, many.Train.Take(10).Images);
        Assert.Equal(few.Train.Labels, many.Train.Take(10).Labels);
        Assert.Equal(few.Evaluation.Images, many.Evaluation.Images);
    }

    [Fact]
    public async Task Every_image_is_different_and_labels_alternate()
    {
        var dataset = await BuildAndRead(Specs.Two(train: 20));
        var images = new[] { dataset.Train, dataset.Validation, dataset.Evaluation }
            .SelectMany(set => Enumerable.Range(0, set.Count).Select(i => Convert.ToHexString(set.Images.AsSpan(i * 256, 256))))
            .ToArray();

        Assert.Equal(images.Length, images.Distinct().Count());
        Assert.Equal([0, 1, 0, 1], dataset.Train.Labels[..4]);
    }

    [Fact]
    public async Task No_structure_serves_two_splits_or_two_classes()
    {
        await Build(Recipe(Specs.Two()), folder.Store(), 2);

        Assert.Equal(2 * (3 + 1 + 2), grower.Seeds.Count);
        Assert.Equal(grower.Seeds.Count, grower.Seeds.Distinct().Count());
    }

    [Fact]
    public async Task The_manifest_tells_what_the_images_are_and_where_they_come_from()
    {
        var manifest = await Build(Recipe(Specs.Two()), folder.Store(), 2);

        Assert.Equal(["A", "B"], manifest.Classes.Select(c => c.Name));
        Assert.Equal(6, manifest.Classes[1].Provenance.Count);
        Assert.Matches("^train 1: [0-9]+ particles in 200 nm, volume fraction 0.1[45][0-9]+, room for at most 40 independent images$", manifest.Classes[1].Provenance[0]);
        Assert.Equal(6.25, manifest.PixelSizeNm);
        Assert.Equal(14, manifest.Train.Count);
        Assert.Equal(11, manifest.Recipe.GetProperty("seed").GetInt32());
    }

    [Fact]
    public async Task A_complete_dataset_is_not_built_again()
    {
        var recipe = Recipe(Specs.Two());
        await Build(recipe, folder.Store(), 2);
        var grown = grower.Seeds.Count;

        var again = await Build(recipe, folder.Store(), 2);

        Assert.Equal(grown, grower.Seeds.Count);
        Assert.Equal(recipe.Digest, again.Digest);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task A_build_that_died_midway_is_done_again_without_harm(int objectsWritten)
    {
        var recipe = Recipe(Specs.Two());
        var store = folder.Store();
        await Assert.ThrowsAsync<IOException>(() => Build(recipe, new DyingStore(store, objectsWritten), 2));
        Assert.Null(await DatasetReader.FindAsync(store, recipe.Digest, default));

        await Build(recipe, store, 2);

        Assert.Equal((await BuildAndRead(Specs.Two(), "undisturbed")).Train.Images, (await DatasetReader.ReadAsync(store, recipe.Digest, default)).Train.Images);
    }

    [Fact]
    public async Task A_cancelled_build_leaves_nothing()
    {
        var store = folder.Store();
        using var cancellation = new CancellationTokenSource();
        var recipe = Recipe(Specs.Two(train: 500));
        var progress = new Listener(p =>
        {
            if (p.ImagesDone > 100) cancellation.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DatasetBuilder(grower).BuildAsync(recipe, store, progress, 2, cancellation.Token));

        Assert.Empty(await store.ListAsync($"datasets/{recipe.Digest}", default));
    }

    [Fact]
    public async Task Progress_rises_to_the_end_in_few_steps()
    {
        var seen = new List<DatasetProgress>();
        await new DatasetBuilder(grower).BuildAsync(Recipe(Specs.Two(train: 300)), folder.Store(), new Listener(seen.Add), 2, default);

        Assert.InRange(seen.Count, 5, 250);
        Assert.Equal(seen.OrderBy(p => p.StructuresDone + p.ImagesDone), seen);
        Assert.Equal(new DatasetProgress(12, 12, 614, 614), seen[^1]);
    }

    [Fact]
    public async Task A_dataset_larger_than_memory_is_refused_before_anything_is_grown()
    {
        var spec = Specs.Two(train: 900_000);
        spec = spec with { Slices = spec.Slices with { Pixels = 1024 } };

        var error = await Assert.ThrowsAsync<DatasetException>(() => Build(Recipe(spec), folder.Store(), 2));

        Assert.Equal("spec.dataset.imagesPerClass.train", error.FieldPath);
        Assert.Contains("use at most 1023 images per class", error.Fix, StringComparison.Ordinal);
        Assert.Empty(grower.Seeds);
    }

    private DatasetRecipe Recipe(DatasetSpec spec) => DatasetRecipe.From(spec, folder.Path);

    private Task<DatasetManifest> Build(DatasetRecipe recipe, IBlobStore store, int threads) =>
        new DatasetBuilder(grower).BuildAsync(recipe, store, null, threads, CancellationToken.None);

    private async Task<Dataset> BuildAndRead(DatasetSpec spec, string store = "store")
    {
        var manifest = await Build(Recipe(spec), folder.Store(store), 2);
        return await DatasetReader.ReadAsync(folder.Store(store), manifest.Digest, CancellationToken.None);
    }

    private sealed class Listener(Action<DatasetProgress> seen) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value) => seen(value);
    }
}
