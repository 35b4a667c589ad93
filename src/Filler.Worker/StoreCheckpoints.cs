using System.Globalization;
using Filler.Api;
using Filler.Storage;
using Filler.Training;
using Filler.Worker.Telemetry;

namespace Filler.Worker;

/// <summary>Checkpoints of one trial in the blob store: read from any attempt, written to this one.</summary>
/// <remarks>Training and the writing of its checkpoints have a thread each, so the store's tasks are waited for here.</remarks>
internal sealed class StoreCheckpoints(IBlobStore store, Trial trial) : ICheckpointStore
{
    private const string Digest = ".sha256";

    public IReadOnlyList<string> List() => [.. Keys().Select(k => k.Name).Distinct()];

    public byte[]? Read(string name)
    {
        try
        {
            return Newest(name) is { } key ? store.ReadBytesAsync(key, CancellationToken.None).GetAwaiter().GetResult() : null;
        }
        catch (InvalidDataException e)
        {
            // The store itself found the damage: the checkpoint before will do.
            throw new SafeTensorsException(e.Message, e);
        }
    }

    public void Write(string name, ReadOnlyMemory<byte> content)
    {
        using var storing = WorkerTraces.Step("checkpoint");
        storing?.SetTag("filler.file", name).SetTag("filler.bytes", content.Length);
        store.PutBytesAsync($"{BlobLayout.AttemptPrefix(trial, trial.Status.Attempt)}/{name}", content, CancellationToken.None).GetAwaiter().GetResult();
    }

    public void Delete(string name)
    {
        foreach (var key in Keys().Where(k => k.Name == name)) store.DeleteAsync(key.Key, CancellationToken.None).GetAwaiter().GetResult();
    }

    // A file and its digest must be of one attempt: the newest that has the digest, which is written last.
    private string? Newest(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        var keys = Keys();
        var attempt = keys.Where(k => k.Name == stem + Digest).Select(k => k.Attempt).DefaultIfEmpty(0).Max();
        return keys.Where(k => k.Name == name && k.Attempt == attempt).Select(k => k.Key).SingleOrDefault();
    }

    private List<(string Key, int Attempt, string Name)> Keys() =>
    [
        .. from key in store.ListAsync(BlobLayout.TrialPrefix(trial), CancellationToken.None).GetAwaiter().GetResult()
           let parts = key.Split('/')
           where parts[^2].StartsWith("attempt-", StringComparison.Ordinal)
           select (key, int.Parse(parts[^2]["attempt-".Length..], CultureInfo.InvariantCulture), parts[^1]),
    ];
}
