using System.Globalization;
using Filler.Api;
using Filler.Storage;
using Filler.Training;

namespace Filler.Worker;

/// <summary>What holds for every trial of this process, read from the environment (<see cref="WorkerEnvironment"/>).</summary>
/// <param name="Threads">CPU threads of one training step.</param>
/// <param name="Device">auto, cpu or cuda.</param>
/// <param name="Gate">Of the workers that share the device; null: this one has it to itself.</param>
internal sealed record WorkerSettings(IBlobStore Store, int Threads, string Device, MemoryGate? Gate)
{
    /// <exception cref="WorkerSettingsException">A variable is missing or malformed.</exception>
    public static WorkerSettings Read(Func<string, string?> variable) => new(
        Open(Required(variable, WorkerEnvironment.Store, "the address of the blob store")),
        ThreadsOf(variable(WorkerEnvironment.Threads)),
        DeviceOf(variable(WorkerEnvironment.Device)),
        variable(WorkerEnvironment.Claims) is { Length: > 0 } folder ? new MemoryGate(folder, TimeProvider.System) : null);

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

    public static int ThreadsOf(string? text) =>
        text is not { Length: > 0 } ? ProcessorShare.Threads()
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads >= 1 ? threads
        : throw new WorkerSettingsException($"{WorkerEnvironment.Threads}={text}: write a whole number of at least 1");

    public static string DeviceOf(string? text) => text switch
    {
        null or "" => Devices.Auto,
        Devices.Auto or Devices.Cpu or Devices.Cuda => text,
        _ => throw new WorkerSettingsException($"{WorkerEnvironment.Device}={text}: write auto, cpu or cuda"),
    };

    public static string Required(Func<string, string?> variable, string name, string meaning) =>
        variable(name) is { Length: > 0 } value ? value : throw new WorkerSettingsException($"{name} is not set: it holds {meaning}");
}
