using System.Text.Json;
using Filler.Api;
using Filler.Datasets;
using Filler.Storage;

namespace Filler.Worker;

/// <summary>Puts one dataset into the store; at once where it is there already.</summary>
/// <param name="Folder">Relative paths in the specification begin here.</param>
/// <param name="Threads">Structures grown, and images cut, at once.</param>
internal sealed record DatasetAssignment(DatasetSpec Spec, string Folder, IBlobStore Store, int Threads)
{
    // A build takes seconds to hours; its log stays readable.
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    public static bool IsAsked(Func<string, string?> variable) => variable(WorkerEnvironment.DatasetSpec) is { Length: > 0 };

    /// <exception cref="WorkerSettingsException">A variable is missing or malformed.</exception>
    public static async Task<DatasetAssignment> ReadAsync(Func<string, string?> variable, CancellationToken cancellationToken)
    {
        var store = WorkerSettings.Required(variable, WorkerEnvironment.Store, "the address of the blob store");
        var path = WorkerSettings.Required(variable, WorkerEnvironment.DatasetSpec, "the path of the dataset's JSON file");
        try
        {
            var spec = FillerJson.Deserialize<DatasetSpec>(await File.ReadAllTextAsync(path, cancellationToken));
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return new DatasetAssignment(spec, folder, WorkerSettings.Open(store), WorkerSettings.ThreadsOf(variable(WorkerEnvironment.Threads)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new WorkerSettingsException($"{WorkerEnvironment.DatasetSpec}={path}: {e.Message}", e);
        }
    }

    /// <exception cref="DatasetException">The dataset cannot be made from this specification.</exception>
    /// <exception cref="OperationCanceledException">Told to stop; the next attempt begins anew, but for structures that the store keeps.</exception>
    public async Task<DatasetReadyMessage> RunAsync(TextWriter log, TimeProvider time, CancellationToken cancellationToken)
    {
        var recipe = DatasetRecipe.From(Spec, Folder);
        log.WriteLine($"worker: dataset {recipe.Digest} in {Store.Address}");
        var grower = new StructureGrower();
        if (await DatasetReader.FindAsync(Store, recipe.Digest, cancellationToken) is null) DatasetInputs.Check(recipe, grower);
        var manifest = await new DatasetBuilder(grower).BuildAsync(recipe, Store, new LogProgress(log, time), Threads, cancellationToken);
        return new DatasetReadyMessage
        {
            Digest = manifest.Digest,
            Images = (long)manifest.Train.Count + manifest.Validation.Count + manifest.Evaluation.Count,
        };
    }

    private sealed class LogProgress(TextWriter log, TimeProvider time) : IProgress<DatasetProgress>
    {
        private long? told;

        public void Report(DatasetProgress value)
        {
            if (told is { } last && time.GetElapsedTime(last) < LogInterval) return;
            told = time.GetTimestamp();
            log.WriteLine($"worker: {value.StructuresDone:0.#} of {value.Structures} structures, {value.ImagesDone} of {value.Images} images");
        }
    }
}
