namespace Filler.Structures.Tests;

internal static class RealData
{
    /// <summary>The path of a real file, or the test is skipped with the reason.</summary>
    public static string Path(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("FILLER_DATA");
        Skip.If(string.IsNullOrEmpty(root), "FILLER_DATA does not name the folder of real measurements.");
        var path = System.IO.Path.Combine([root!, .. parts]);
        Skip.IfNot(File.Exists(path), $"{path} does not exist.");
        return path;
    }
}
