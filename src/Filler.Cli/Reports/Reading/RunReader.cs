using Filler.Api;
using Filler.Cli.Comparing;
using Filler.Datasets;
using Filler.Slices;
using Filler.Storage;
using Filler.Studies;

namespace Filler.Cli.Reports;

/// <summary>Collects what a report shows from a run's record and its store.</summary>
internal static class RunReader
{
    /// <summary>A study that searches the dataset's fields has many datasets; more sheets than this would bury the rest.</summary>
    private const int MostDatasets = 4;

    /// <param name="software">Name and version of this program.</param>
    /// <exception cref="InvalidDataException">A dataset or a fit in the store is damaged; the message names it and the fix.</exception>
    public static async Task<RunContent> ReadAsync(
        Study study, IReadOnlyList<Trial> trials, IBlobStore store, string software, TimeProvider time, CancellationToken cancellationToken)
    {
        var manifests = await FindAsync(study, trials, store, cancellationToken);
        var datasets = new List<DatasetSample>();
        foreach (var manifest in manifests) datasets.Add(await SampleAsync(store, manifest, cancellationToken));
        return new RunContent
        {
            Study = study,
            Trials = trials,
            Datasets = [.. datasets.OrderBy(d => d.FieldOfViewNm)],
            Fits = manifests.Count > 0 ? await StoredFits.ReadAsync(store, manifests[0], cancellationToken) : [],
            Importance = StudyImportance.Of(study, trials),
            Comparisons = await RivalComparison.OfAsync(study, trials, store, cancellationToken),
            OtherKind = await OtherKind.OfAsync(study, trials, store, cancellationToken),
            Restored = await StoredRestorations.ReadAsync(study, trials, store, cancellationToken),
            Software = software,
            Made = time.GetUtcNow(),
        };
    }

    /// <summary>The evaluation slices of a dataset, for a contact sheet.</summary>
    /// <exception cref="InvalidDataException">The images are missing or damaged.</exception>
    public static async Task<DatasetSample> SampleAsync(IBlobStore store, DatasetManifest manifest, CancellationToken cancellationToken)
    {
        var key = $"{BlobLayout.DatasetPrefix(manifest.Digest)}/{manifest.Evaluation.ImagesFile}";
        await using var stream = await store.OpenReadAsync(key, cancellationToken)
            ?? throw new InvalidDataException($"{key}: missing in {store.Address}; delete {BlobLayout.DatasetPrefix(manifest.Digest)} there and build it again");
        var (images, shape) = await Npy.ReadAsync(stream, key, 3, Array.MaxLength, cancellationToken);
        if (!shape.SequenceEqual([manifest.Evaluation.Count, manifest.Pixels, manifest.Pixels]))
            throw new InvalidDataException($"{key}: shape ({string.Join(", ", shape)}) is not what its manifest says; delete the dataset and build it again");
        // Images are interleaved by class (see ImageSet), so labels need not be read.
        byte[] labels = [.. Enumerable.Range(0, manifest.Evaluation.Count).Select(i => (byte)(i % manifest.Classes.Count))];
        return DatasetSample.Of(manifest, new ImageSet(manifest.Evaluation.Count, manifest.Pixels, images, labels));
    }

    private static async Task<List<DatasetManifest>> FindAsync(Study study, IReadOnlyList<Trial> trials, IBlobStore store, CancellationToken cancellationToken)
    {
        var stored = new List<DatasetManifest>();
        foreach (var key in await store.ListAsync("datasets", cancellationToken))
        {
            if (key.Split('/') is not [_, var digest, "manifest.json"]) continue;
            if (await DatasetReader.FindAsync(store, digest, cancellationToken) is { } manifest) stored.Add(manifest);
        }

        // The best trial's dataset comes first: it is the one whose slices and fits matter.
        var best = study.Status?.Best?.Trial;
        return [.. trials
            .OrderByDescending(t => t.Spec.Number == best)
            .Select(t => t.Spec.Dataset)
            .Append(study.Spec.Dataset)
            .Select(section => DatasetPlan.StoredRecipe(section, study.Spec))
            .DistinctBy(section => FillerJson.Serialize(section))
            .Select(section => stored.Find(m => RecipeMatch.Fits(section, m.Recipe)))
            .OfType<DatasetManifest>()
            .DistinctBy(m => m.Digest)
            .Take(MostDatasets)];
    }
}
