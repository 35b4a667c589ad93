using System.Reflection;
using System.Text.Json;
using Filler.Api;
using Filler.Slices;
using Filler.Storage;

namespace Filler.Datasets;

/// <summary>Turns a recipe into images in the store: once, whoever asks, and the same bytes with any number of threads.</summary>
public sealed class DatasetBuilder(IStructureGrower grower)
{
    // Structures held at once: some 10 MB each at 3 · 10⁵ particles.
    private const int StructuresAtOnce = 64;
    private const int ImagesAtOnce = 16;

    /// <summary>Builds the dataset, or returns at once where the store has it. A build that was killed is simply done again.</summary>
    /// <param name="threads">Structures grown, and images cut, at once; ≥ 1.</param>
    /// <exception cref="DatasetException">The recipe cannot be made; nothing of the dataset is in the store then.</exception>
    public async Task<DatasetManifest> BuildAsync(
        DatasetRecipe recipe, IBlobStore store, IProgress<DatasetProgress>? progress, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (await DatasetReader.FindAsync(store, recipe.Digest, cancellationToken) is { } complete) return complete;

        var splits = SplitKinds.All.Select(kind => new SplitImages(recipe.Spec, kind)).ToArray();
        var source = new StructureSource(recipe, grower, store);
        var keys = Keys(recipe, source);
        var tally = new ProgressTally(progress, keys.Length, splits.Sum(s => (long)s.Labels.Length));
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        var provenance = new string[keys.Length];
        foreach (var batch in Enumerable.Range(0, keys.Length).Chunk(StructuresAtOnce))
        {
            var sources = new SliceSource[batch.Length];
            await Parallel.ForAsync(0, batch.Length, options, async (i, token) =>
            {
                var share = tally.OfStructure(batch[i]);
                sources[i] = await source.GetAsync(keys[batch[i]], share, token);
                provenance[batch[i]] = sources[i].Provenance;
                share.Report(1);
            });
            await Parallel.ForEachAsync(
                batch.SelectMany((k, i) => Portions(recipe, source, keys[k], sources[i].Slicer)),
                options,
                (portion, _) =>
                {
                    portion.Cut(recipe.Spec, splits[(int)portion.Key.Split]);
                    tally.AddImages(portion.Images.Count);
                    return ValueTask.CompletedTask;
                });
        }

        return await StoreAsync(recipe, store, splits, Classes(recipe, keys, provenance), cancellationToken);
    }

    // Slow structures first: a fit that begins last would keep one core busy while the others wait.
    private static StructureKey[] Keys(DatasetRecipe recipe, StructureSource source) =>
    [
        .. from split in SplitKinds.All
           from c in Enumerable.Range(0, recipe.Spec.Classes.Count)
           orderby source.IsSlow(c) descending
           from r in Enumerable.Range(0, source.Realisations(c, split))
           select new StructureKey(c, split, r),
    ];

    // Image i comes from realisation i mod R: which one does not depend on how many images there are, and few images still see every structure.
    private static IEnumerable<ImagePortion> Portions(DatasetRecipe recipe, StructureSource source, StructureKey key, ISlicer slicer)
    {
        var step = source.Realisations(key.Class, key.Split);
        var count = recipe.Spec.ImagesPerClass.Of(key.Split);
        for (var first = key.Realisation; first < count; first += step * ImagesAtOnce)
        {
            var images = Enumerable.Range(0, ImagesAtOnce).Select(i => first + (i * step)).TakeWhile(i => i < count).ToArray();
            yield return new ImagePortion(key, slicer, images);
        }
    }

    private static List<DatasetClass> Classes(DatasetRecipe recipe, StructureKey[] keys, string[] provenance) =>
    [
        .. recipe.Spec.Classes.Select((spec, c) => new DatasetClass(
            spec.Name, [.. keys.Zip(provenance).Where(p => p.First.Class == c).Select(p => p.Second)])),
    ];

    private static async Task<DatasetManifest> StoreAsync(
        DatasetRecipe recipe, IBlobStore store, SplitImages[] splits, List<DatasetClass> classes, CancellationToken cancellationToken)
    {
        var prefix = BlobLayout.DatasetPrefix(recipe.Digest);
        var manifest = new DatasetManifest
        {
            FormatVersion = DatasetManifest.CurrentFormat,
            Digest = recipe.Digest,
            Software = $"Filler {typeof(DatasetBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}",
            Classes = classes,
            Pixels = recipe.Frame.Pixels,
            PixelSizeNm = recipe.Frame.PixelNm,
            FieldOfViewNm = recipe.Frame.FieldOfViewNm,
            ThicknessNm = recipe.Frame.ThicknessNm,
            Train = await splits[0].StoreAsync(store, prefix, cancellationToken),
            Validation = await splits[1].StoreAsync(store, prefix, cancellationToken),
            Evaluation = await splits[2].StoreAsync(store, prefix, cancellationToken),
            Recipe = JsonSerializer.Deserialize<JsonElement>(recipe.Json),
        };

        // Last, since its presence says that the rest is there. Another builder of the same recipe may have come first: its images are the same.
        var key = DatasetReader.ManifestKey(recipe.Digest);
        var first = await store.PutIfAbsentAsync(key, async (stream, token) => await stream.WriteAsync(manifest.ToBytes(), token), cancellationToken);
        return first ? manifest : await DatasetReader.FindAsync(store, recipe.Digest, cancellationToken) ?? manifest;
    }
}
