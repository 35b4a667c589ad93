using Filler.Api;
using Filler.Cli.Records;
using Filler.Cli.Running;
using Filler.Datasets;
using Filler.Storage;

namespace Filler.Cli.Datasets;

/// <summary>Builds datasets into the store, each once, in the background; trials that need another one train meanwhile.</summary>
/// <param name="baseFolder">The manifest's folder: paths in it count from there.</param>
/// <param name="cancellationToken">Ends the builds with the run.</param>
internal sealed class BuiltDatasets(
    StudySpec study, string baseFolder, DatasetBuilder builder, IBlobStore store, string storeFolder, int threads, CancellationToken cancellationToken) : IDatasets
{
    private readonly Dictionary<string, Task> builds = [];
    private readonly Dictionary<string, string?> digests = [];

    public string Prepare(DatasetSpec section, Action<RunFact> report)
    {
        DatasetRecipe recipe;
        try
        {
            recipe = DatasetRecipe.From(DatasetPlan.StoredRecipe(section, study), baseFolder);
        }
        catch (DatasetException e)
        {
            var key = FillerJson.Serialize(section);
            report(new DatasetRefused(key, e.Message));
            return key;
        }

        if (!builds.ContainsKey(recipe.Digest)) builds.Add(recipe.Digest, Task.Run(() => BuildAsync(recipe, report), CancellationToken.None));
        return recipe.Digest;
    }

    public string? ImagesDigest(DatasetSpec section)
    {
        // Remembered: files that the section names are read whole for it.
        var key = FillerJson.Serialize(section);
        if (digests.TryGetValue(key, out var known)) return known;
        try
        {
            // The first images of a larger dataset are those of a smaller one, so only the trial's own numbers count.
            return digests[key] = DatasetRecipe.From(DatasetPlan.StoredRecipe(section, study) with { ImagesPerClass = section.ImagesPerClass }, baseFolder).Digest;
        }
        catch (DatasetException)
        {
            // Reported, with the field, by Prepare, which always follows.
            return digests[key] = null;
        }
    }

    /// <summary>Bytes of images that a section asks for.</summary>
    public static long Bytes(DatasetSpec section) =>
        (long)section.Classes.Count * (section.ImagesPerClass.Train + section.ImagesPerClass.Validation + section.ImagesPerClass.Evaluation)
        * section.Slices.Pixels * section.Slices.Pixels;

    private async Task BuildAsync(DatasetRecipe recipe, Action<RunFact> report)
    {
        try
        {
            if (await DatasetReader.FindAsync(store, recipe.Digest, cancellationToken) is null) FreeSpace.Require(storeFolder, Bytes(recipe.Spec));
            var progress = new Reported(p => report(new DatasetProgressed(recipe.Digest, Stage(p), Share(p))));
            await builder.BuildAsync(recipe, store, progress, threads, cancellationToken);
            report(new DatasetReady(recipe.Digest, recipe.Digest));
        }
        catch (DatasetException e)
        {
            report(new DatasetRefused(recipe.Digest, e.Message));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over: nobody listens any more.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(new DatasetBroke(recipe.Digest, AtomicFile.Unwritable(storeFolder, e)));
        }
        catch (Exception e)
        {
            // Not swallowed: the runner's loop throws it.
            report(new DatasetBroke(recipe.Digest, e));
        }
    }

    // Growing structures and cutting images take about as long as each other.
    private static double Share(DatasetProgress p) => (p.StructuresDone / Math.Max(1, p.Structures) / 2) + (p.ImagesDone / (double)Math.Max(1, p.Images) / 2);

    private static string Stage(DatasetProgress p) => $"{p.StructuresDone:0.#} of {p.Structures} structures, {p.ImagesDone} of {p.Images} images";

    // Progress<T> would post to the thread pool and let late reports overtake the end.
    private sealed class Reported(Action<DatasetProgress> report) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value) => report(value);
    }
}
