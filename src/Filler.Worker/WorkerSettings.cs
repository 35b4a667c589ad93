using System.Globalization;
using System.Text.Json;
using Filler.Api;
using Filler.Storage;
using Filler.Training;

namespace Filler.Worker;

/// <summary>What to run, read from the environment (<see cref="WorkerEnvironment"/>).</summary>
/// <param name="Threads">CPU threads of one training step.</param>
/// <param name="Device">auto, cpu or cuda.</param>
internal sealed record WorkerSettings(Trial Trial, IBlobStore Store, string DatasetDigest, int Threads, string Device)
{
    /// <exception cref="WorkerSettingsException">A variable is missing or malformed.</exception>
    public static async Task<WorkerSettings> ReadAsync(StopSignal stop, Func<string, string?> variable, TextReader input)
    {
        var store = Required(variable, WorkerEnvironment.Store, "the address of the blob store");
        var path = Required(variable, WorkerEnvironment.Trial, "the path of the trial's JSON file");
        var digest = Required(variable, WorkerEnvironment.DatasetDigest, "the digest of the trial's dataset");
        if (variable(WorkerEnvironment.ParentPipe) == "1") stop.WatchParent(input);
        return new WorkerSettings(await ReadTrialAsync(path, stop.Token), Open(store), digest, ThreadsOf(variable(WorkerEnvironment.Threads)), DeviceOf(variable(WorkerEnvironment.Device)));
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

    public static IBlobStore Open(string address)
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
    public static int ThreadsOf(string? text) =>
        text is not { Length: > 0 } ? Environment.ProcessorCount
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads >= 1 ? threads
        : throw new WorkerSettingsException($"{WorkerEnvironment.Threads}={text}: write a whole number of at least 1");

    private static string DeviceOf(string? text) => text switch
    {
        null or "" => Devices.Auto,
        Devices.Auto or Devices.Cpu or Devices.Cuda => text,
        _ => throw new WorkerSettingsException($"{WorkerEnvironment.Device}={text}: write auto, cpu or cuda"),
    };

    public static string Required(Func<string, string?> variable, string name, string meaning) =>
        variable(name) is { Length: > 0 } value ? value : throw new WorkerSettingsException($"{name} is not set: it holds {meaning}");
}
