using System.Globalization;
using System.Text.Json;
using Filler.Api;
using Filler.Storage;
using Filler.Training;

namespace Filler.Worker;

/// <summary>What to run, read from the environment (<see cref="WorkerEnvironment"/>).</summary>
/// <param name="Threads">CPU threads of one training step.</param>
internal sealed record WorkerSettings(Trial Trial, IBlobStore Store, string DatasetDigest, int Threads)
{
    /// <summary>Value of <see cref="WorkerEnvironment.Trial"/> that asks for a warm start.</summary>
    public const string FromInput = "-";

    /// <exception cref="WorkerSettingsException">A variable is missing or malformed.</exception>
    /// <exception cref="OperationCanceledException">Told to stop while waiting for a trial.</exception>
    public static async Task<WorkerSettings> ReadAsync(StopSignal stop, Func<string, string?> variable, TextReader input)
    {
        var store = Required(variable, WorkerEnvironment.Store, "the address of the blob store");
        var path = Required(variable, WorkerEnvironment.Trial, "the path of the trial's JSON file, or - to read it from standard input");
        var digest = variable(WorkerEnvironment.DatasetDigest);
        if (path == FromInput)
        {
            // A spare worker: libtorch is loaded while it waits for the trial that will use it.
            LibTorch.Initialize();
            var line = await input.ReadLineAsync(stop.Token) ?? throw new OperationCanceledException("the parent closed the pipe before it gave a trial");
            (path, digest) = line.Split('\t') is [var file, var dataset] ? (file, dataset) : throw new WorkerSettingsException($"standard input: '{line}' is not path, tab, dataset digest");
        }

        if (variable(WorkerEnvironment.ParentPipe) == "1") stop.WatchParent(input);
        if (digest is not { Length: > 0 }) throw new WorkerSettingsException($"{WorkerEnvironment.DatasetDigest} is not set: it holds the digest of the trial's dataset");
        return new WorkerSettings(await ReadTrialAsync(path, stop.Token), Open(store), digest, ThreadsOf(variable(WorkerEnvironment.Threads)));
    }

    private static async Task<Trial> ReadTrialAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var trial = FillerJson.Deserialize<Trial>(await File.ReadAllTextAsync(path, cancellationToken));
            return trial.Status.Attempt >= 1 ? trial : throw new WorkerSettingsException($"{path}: status.attempt is {trial.Status.Attempt}; it is at least 1");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new WorkerSettingsException($"{WorkerEnvironment.Trial}={path}: {e.Message}", e);
        }
    }

    private static IBlobStore Open(string address)
    {
        try
        {
            return BlobStores.Open(address);
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new WorkerSettingsException($"{WorkerEnvironment.Store}={address}: {e.Message}", e);
        }
    }

    // Environment.ProcessorCount follows the cgroup's CPU limit.
    private static int ThreadsOf(string? text) =>
        text is not { Length: > 0 } ? Environment.ProcessorCount
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads >= 1 ? threads
        : throw new WorkerSettingsException($"{WorkerEnvironment.Threads}={text}: write a whole number of at least 1");

    private static string Required(Func<string, string?> variable, string name, string meaning) =>
        variable(name) is { Length: > 0 } value ? value : throw new WorkerSettingsException($"{name} is not set: it holds {meaning}");
}
