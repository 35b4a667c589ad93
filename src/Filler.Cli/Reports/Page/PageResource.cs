namespace Filler.Cli.Reports;

/// <summary>The page's pieces, kept in the assembly.</summary>
internal static class PageResource
{
    public static string Read(string name)
    {
        using var stream = typeof(PageResource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly has no resource '{name}'");
        using var reader = new StreamReader(stream);
        // Browsers normalise line ends before they hash a script for the content policy.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
