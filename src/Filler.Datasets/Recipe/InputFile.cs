using System.Security.Cryptography;

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
    /// <exception cref="DatasetException">The variable is not set, or there is no such file, or it cannot be read.</exception>
    internal static InputFile Open(string fieldPath, string value, string baseFolder)
    {
        if (string.IsNullOrWhiteSpace(value)) throw new DatasetException(fieldPath, "is empty", "name a file");
        var path = System.IO.Path.GetFullPath(Expand(fieldPath, value), System.IO.Path.GetFullPath(baseFolder));
        var named = path == value ? $"'{value}'" : $"'{value}' ({path})";
        if (Directory.Exists(path)) throw new DatasetException(fieldPath, $"{named} is a folder", "name a file in it");
        if (!File.Exists(path))
            throw new DatasetException(fieldPath, $"{named} does not exist", "correct the path; relative paths begin at the manifest's folder");
        try
        {
            using var stream = File.OpenRead(path);
            return new InputFile(fieldPath, path, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(fieldPath, $"{named} cannot be read ({e.Message})", "make it readable", e);
        }
    }

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
