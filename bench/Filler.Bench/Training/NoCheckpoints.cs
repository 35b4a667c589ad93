using Filler.Training;

namespace Filler.Bench;

/// <summary>Keeps nothing.</summary>
internal sealed class NoCheckpoints : ICheckpointStore
{
    public IReadOnlyList<string> List() => [];

    public byte[]? Read(string name) => null;

    public void Write(string name, ReadOnlyMemory<byte> content)
    {
    }

    public void Delete(string name)
    {
    }
}
