using System.Text.RegularExpressions;

namespace Filler.Architecture.Tests;

/// <summary>Pages lead where they say, and every page and example is led to.</summary>
public partial class DocumentTests
{
    private static readonly string[] Folders = ["docs", "examples", "charts", "bench"];

    [Fact]
    public void Every_relative_link_leads_to_a_file()
    {
        var dead = from page in Pages()
                   from target in Targets(page)
                   where !File.Exists(target.File) && !Directory.Exists(target.File)
                   select $"{Name(page)}: {target.Link}";

        Assert.Equal([], dead);
    }

    [Fact]
    public void Every_link_to_a_heading_finds_it()
    {
        var dead = from page in Pages()
                   from target in Targets(page)
                   where target.Heading.Length > 0 && File.Exists(target.File) && !Headings(target.File).Contains(target.Heading)
                   select $"{Name(page)}: {target.Link}";

        Assert.Equal([], dead);
    }

    [Fact]
    public void Every_path_that_a_page_names_is_there()
    {
        var gone = from page in Pages()
                   from Match named in NamedPath().Matches(File.ReadAllText(page))
                   let path = Path.Combine(Repository.Root, named.Groups["path"].Value)
                   where !File.Exists(path) && !Directory.Exists(path)
                   select $"{Name(page)}: {named.Groups["path"].Value}";

        Assert.Equal([], gone);
    }

    [Fact]
    public void Every_page_is_reached_from_the_first_one()
    {
        var first = Path.Combine(Repository.Root, "README.md");
        HashSet<string> reached = [first];
        var next = new Queue<string>([first]);
        while (next.TryDequeue(out var page))
        {
            foreach (var target in Targets(page).Select(t => t.File).Where(f => f.EndsWith(".md", StringComparison.Ordinal) && File.Exists(f)).Where(reached.Add)) next.Enqueue(target);
        }

        // Decisions are reached by their folder.
        Assert.Equal([], Pages().Except(reached).Select(Name).Where(n => !n.StartsWith("docs/adr/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_example_is_named_on_a_page()
    {
        var pages = string.Concat(Pages().Select(File.ReadAllText));

        Assert.Equal([], Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples")).Select(f => $"examples/{Path.GetFileName(f)}").Where(e => !pages.Contains(e, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Repository.Root, "*.md")
        .Concat(Folders.Select(f => Path.Combine(Repository.Root, f)).Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.md", SearchOption.AllDirectories)));

    private static IEnumerable<(string Link, string File, string Heading)> Targets(string page)
    {
        foreach (Match link in Link().Matches(Code().Replace(File.ReadAllText(page), "")))
        {
            var target = link.Groups["target"].Value;
            if (target.Contains("://", StringComparison.Ordinal)) continue;
            var parts = target.Split('#', 2);
            yield return (target, parts[0].Length == 0 ? page : Path.GetFullPath(parts[0], Path.GetDirectoryName(page)!), parts.Length > 1 ? parts[1] : "");
        }
    }

    // As the sites that show Markdown name them: lower case, words joined by hyphens, no punctuation.
    private static HashSet<string> Headings(string page) =>
        [.. File.ReadLines(page).Where(l => l.StartsWith('#')).Select(l => Punctuation().Replace(l.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    private static string Name(string page) => Path.GetRelativePath(Repository.Root, page);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"[^\p{L}\p{N} -]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("`(?<path>(src|docs|examples|tests|eng|bench|charts)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex NamedPath();
}
