using Filler.Storage;

namespace Filler.Datasets.Tests;

/// <summary>A folder of one test, removed with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("filler-datasets-").FullName;

    public IBlobStore Store(string name = "store") => new FolderBlobStore(System.IO.Path.Combine(Path, name));

    public string File(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
