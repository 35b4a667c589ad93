namespace Filler.Structures;

/// <summary>The numbered lines of a text file of bounded size.</summary>
internal static class TextLines
{
    public static IEnumerable<(int Number, string Text)> Read(string path, long maxBytes)
    {
        using var reader = Open(path, maxBytes);
        for (var number = 1; reader.ReadLine() is { } line; number++) yield return (number, line);
    }

    private static StreamReader Open(string path, long maxBytes)
    {
        try
        {
            var stream = File.OpenRead(path);
            if (stream.Length <= maxBytes) return new StreamReader(stream);
            stream.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StructureFileException(path, $"cannot be opened: {e.Message}", e);
        }

        throw new StructureFileException(path, $"larger than {maxBytes >> 20} MiB: this is not a table of points, or it must be cut.");
    }
}
