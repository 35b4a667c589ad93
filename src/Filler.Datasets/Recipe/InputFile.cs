using System.Security.Cryptography;
using System.Text;
using Filler.Structures;

namespace Filler.Datasets;

/// <summary>A measured file that a manifest names: where it lies on this machine, and what it holds whatever its name.</summary>
/// <param name="FieldPath">The manifest's field.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Sha256">Of its content, 64 hexadecimal digits.</param>
public sealed record InputFile(string FieldPath, string Path, string Sha256)
{
    /// <summary>Finds the file.</summary>
    /// <param name="value">As the manifest has it: may begin with <c>${NAME}</c>, an environment variable; relative to <paramref
    /// name="baseFolder"/>.</param>
    /// <param name="manyFiles">Whether a folder (OME-Zarr, a stack of TIFF files) or a pattern will do.</param>
    /// <exception cref="DatasetException">The variable is not set, or there is no such file, or it cannot be read.</exception>
    internal static InputFile Open(string fieldPath, string value, string baseFolder, bool manyFiles = false)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Contains('\0')) throw new DatasetException(fieldPath, "is empty or no path", "name a file");
        var path = System.IO.Path.GetFullPath(Expand(fieldPath, value), System.IO.Path.GetFullPath(baseFolder));
        var named = path == value ? $"'{value}'" : $"'{value}' ({path})";
        var many = Directory.Exists(path) || TiffStack.IsPattern(path);
        if (many && !manyFiles) throw new DatasetException(fieldPath, $"{named} is a folder", "name a file in it");
        if (!many && !File.Exists(path))
            throw new DatasetException(fieldPath, $"{named} does not exist", "correct the path; relative paths begin at the manifest's folder");
        try
        {
            return new InputFile(fieldPath, path, many ? DigestOfMany(path) : WithHeader(path, Digest(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StructureFileException)
        {
            throw new DatasetException(fieldPath, $"{named} cannot be read ({e.Message})", "make it readable", e);
        }
    }

    private static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // Raw voxels mean nothing without the header beside them.
    private static string WithHeader(string path, string digest) =>
        path.EndsWith(".raw", StringComparison.OrdinalIgnoreCase) && File.Exists(path + ".json") ? OfText($"{digest} {Digest(path + ".json")}") : digest;

    /// <summary>Of the names and contents of the files, so that a renamed folder is the same and a renamed section is not.</summary>
    private static string DigestOfMany(string path)
    {
        var (root, files) = Directory.Exists(path)
            ? (path, Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
            : (System.IO.Path.GetDirectoryName(path)!, TiffStack.Matching(path));
        return OfText(string.Join('\n', files.Select(f => System.IO.Path.GetRelativePath(root, f)).Order(StringComparer.Ordinal)
            .Select(name => $"{Digest(System.IO.Path.Combine(root, name))} {name}")));
    }

    private static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Expand(string fieldPath, string value)
    {
        if (!value.StartsWith("${", StringComparison.Ordinal)) return value;
        var end = value.IndexOf('}', StringComparison.Ordinal);
        if (end < 3) throw new DatasetException(fieldPath, $"'{value}' begins with '${{' but names no variable", "write ${NAME}/file");
        var name = value[2..end];
        var folder = Environment.GetEnvironmentVariable(name);
        return string.IsNullOrEmpty(folder)
            ? throw new DatasetException(
                fieldPath, $"'{value}' needs the environment variable {name}, which is not set",
                $"set it to the folder, e.g. export {name}=/path/to/data")
            : folder + value[(end + 1)..];
    }
}
