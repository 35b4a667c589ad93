using System.Text.RegularExpressions;

namespace Filler.Architecture.Tests;

public partial class FileTests
{
    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Assert.Equal([], Repository.SourceFiles().Where(f => File.ReadLines(f).Count() > 400).Select(Relative));

    [Fact]
    public void No_type_is_a_catch_all() =>
        Assert.Equal([], Repository.SourceFiles().Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => CatchAll().IsMatch(n)));

    [Fact]
    public void Tracked_text_names_no_machine() =>
        Assert.Empty(
            from file in Repository.SourceFiles().Concat(Documents())
            where !file.EndsWith(nameof(FileTests) + ".cs", StringComparison.Ordinal)
            where MachinePath().IsMatch(File.ReadAllText(file))
            select Relative(file));

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(new[] { "docs", "examples" }.Select(f => Path.Combine(Repository.Root, f)).Where(Directory.Exists)
                .SelectMany(f => Directory.EnumerateFiles(f, "*.*", SearchOption.AllDirectories))
                .Where(f => Path.GetExtension(f) is ".md" or ".yaml" or ".yml"));

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);

    [GeneratedRegex("(Helper|Helpers|Manager|Util|Utils|Utilities)$")]
    private static partial Regex CatchAll();

    [GeneratedRegex("(^|[^A-Za-z0-9.])/(root|home|tmp/[a-z]+_jobs)/")]
    private static partial Regex MachinePath();
}
