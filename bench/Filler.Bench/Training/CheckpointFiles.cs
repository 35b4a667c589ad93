using Filler.Storage;
using Filler.Training;

namespace Filler.Bench;

/// <summary>Checkpoints in a store that is a folder, flushed to the disk as a trial's are.</summary>
internal sealed class CheckpointFiles(FolderBlobStore store) : ICheckpointStore
{
    /// <summary>Bytes of the largest object written.</summary>
    public long Largest { get; private set; }

    public IReadOnlyList<string> List() => [.. store.ListAsync("trial", CancellationToken.None).GetAwaiter().GetResult().Select(k => k["trial/".Length..])];

    public byte[]? Read(string name) => store.ReadBytesAsync($"trial/{name}", CancellationToken.None).GetAwaiter().GetResult();

    public void Write(string name, ReadOnlyMemory<byte> content)
    {
        Largest = Math.Max(Largest, content.Length);
        store.PutBytesAsync($"trial/{name}", content, CancellationToken.None).GetAwaiter().GetResult();
    }

    public void Delete(string name) => store.DeleteAsync($"trial/{name}", CancellationToken.None).GetAwaiter().GetResult();
}
