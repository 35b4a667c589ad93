using Filler.Training;

namespace Filler.Bench;

/// <summary>Checkpoints as files of a folder.</summary>
internal sealed class CheckpointFiles(string folder) : ICheckpointStore
{
    /// <summary>Bytes of the largest object written.</summary>
    public long Largest { get; private set; }

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f))];

    public byte[]? Read(string name) => File.Exists(Path.Combine(folder, name)) ? File.ReadAllBytes(Path.Combine(folder, name)) : null;

    public void Write(string name, byte[] content)
    {
        Largest = Math.Max(Largest, content.Length);
        File.WriteAllBytes(Path.Combine(folder, name), content);
    }

    public void Delete(string name) => File.Delete(Path.Combine(folder, name));
}
