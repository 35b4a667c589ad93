namespace Filler.Structures;

/// <summary>A file that holds a structure, a curve or a volume cannot be read; the message names the file, what is wrong and where.</summary>
public sealed class StructureFileException(string path, string problem, Exception? inner = null)
    : Exception($"{path}: {problem}", inner)
{
    public string Path { get; } = path;
}
