using System.Text.RegularExpressions;

namespace Filler.Structures;

/// <summary>A stack of one image file per section: a folder, or a pattern such as <c>slices/*.tif</c>.</summary>
public static partial class TiffStack
{
    /// <summary>Whether the last part of a path has a wildcard.</summary>
    public static bool IsPattern(string path) => Path.GetFileName(path).AsSpan().ContainsAny('*', '?');

    /// <summary>The matching files in the order of the numbers in their names: slice_2 before slice_10.</summary>
    /// <exception cref="StructureFileException">None matches.</exception>
    public static IReadOnlyList<string> Matching(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var folder = Path.GetDirectoryName(Path.GetFullPath(pattern))!;
        return Ordered(pattern, Directory.Exists(folder) ? Directory.EnumerateFiles(folder, Path.GetFileName(pattern)) : []);
    }

    /// <summary>The TIFF files of a folder, in the same order.</summary>
    /// <exception cref="StructureFileException">It has none.</exception>
    public static IReadOnlyList<string> InFolder(string folder) =>
        Ordered(folder, Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f).ToUpperInvariant() is ".TIF" or ".TIFF"));

    private static string[] Ordered(string path, IEnumerable<string> files)
    {
        string[] found = [.. files.OrderBy(f => Number().Replace(Path.GetFileName(f), m => m.Value.PadLeft(20, '0')), StringComparer.Ordinal)];
        return found.Length > 0 ? found : throw new StructureFileException(path, "no .tif file there: name the folder of the sections, or a pattern such as slices/*.tif.");
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
