using System.Reflection;
using System.Text.RegularExpressions;
using Filler.Cli.Commands;
using Spectre.Console.Testing;

namespace Filler.Cli.Tests.Commands;

/// <summary>Every filler command in the pages and the examples' comments is one that this program takes.</summary>
public sealed partial class DocumentedCommandTests
{
    private static readonly string Root = typeof(DocumentedCommandTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private static readonly string[] Folders = ["docs", "examples", "charts", "bench"];

    public static TheoryData<string> Files => new(Directory.EnumerateFiles(Root, "*.md")
        .Concat(Folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.*", SearchOption.AllDirectories)).Where(f => Path.GetExtension(f) is ".md" or ".yaml"))
        .Where(f => Commands(f).Any()).Select(f => Path.GetRelativePath(Root, f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_is_understood(string file)
    {
        using var console = new TestConsole();
        var root = FillerCommand.Create(new Terminal(console, TextWriter.Null, TextWriter.Null, TimeProvider.System, _ => null, Root));

        Assert.All(Commands(Path.Combine(Root, file)), command =>
        {
            var parsed = root.Parse([.. Words(command)]);
            Assert.True(parsed.Errors.Count == 0, $"{command}: {string.Join("; ", parsed.Errors.Select(e => e.Message))}");
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_example_that_it_names_is_there(string file) => Assert.All(
        Commands(Path.Combine(Root, file)).SelectMany(Words).Where(w => w.StartsWith("examples/", StringComparison.Ordinal)),
        w => Assert.True(File.Exists(Path.Combine(Root, w)), w));

    // A command stands on an indented line, or after a comment's #, and may go on after a backslash; words behind two blanks or a # explain it.
    private static IEnumerable<string> Commands(string file) =>
        from Match line in Line().Matches(Continued().Replace(File.ReadAllText(file), " "))
        select Explained().Replace(line.Groups["command"].Value, "").Trim();

    private static IEnumerable<string> Words(string command) => Word().Matches(command).Select(w => w.Value.Replace("'", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^(#|>|\s)\s*([A-Z_]+=\S+ )?(\./)?filler (?<command>(run|status|report|submit|stop|resume|compare|dataset|structure|validate|ask-tell|completion)\b[^\n]*)", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"\s*\\\n[#>]?\s*")]
    private static partial Regex Continued();

    [GeneratedRegex(@"\s(\s|#).*$")]
    private static partial Regex Explained();

    [GeneratedRegex(@"('[^']*'|[^\s'])+")]
    private static partial Regex Word();
}
