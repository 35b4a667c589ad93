namespace Filler.Training;

/// <summary>Where one trial's checkpoints are kept. Objects appear whole or not at all.</summary>
public interface ICheckpointStore
{
    /// <summary>Names of what this and earlier attempts wrote; any order.</summary>
    IReadOnlyList<string> List();

    /// <returns>Null where there is no such object.</returns>
    byte[]? Read(string name);

    void Write(string name, ReadOnlyMemory<byte> content);

    void Delete(string name);
}
