namespace Filler.Structures.Tests;

/// <summary>A folder of files that is gone after the test.</summary>
internal sealed class TempFiles : IDisposable
{
    public TempFiles(params (string Name, byte[] Content)[] files)
    {
        foreach (var (name, content) in files) Write(name, content);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("filler-").FullName;

    public void Write(string name, byte[] content) => File.WriteAllBytes(System.IO.Path.Combine(Path, name), content);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
