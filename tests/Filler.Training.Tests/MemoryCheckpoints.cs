namespace Filler.Training.Tests;

internal sealed class MemoryCheckpoints : ICheckpointStore
{
    public Dictionary<string, byte[]> Objects { get; } = [];

    public IReadOnlyList<string> List() => [.. Objects.Keys];

    public byte[]? Read(string name) => Objects.GetValueOrDefault(name);

    public void Write(string name, ReadOnlyMemory<byte> content) => Objects[name] = content.ToArray();

    public void Delete(string name) => Objects.Remove(name);
}
