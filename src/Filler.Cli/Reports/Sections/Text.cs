namespace Filler.Cli.Reports;

/// <summary>Typography of numbers on the page.</summary>
internal static class Text
{
    /// <summary>Keeps a number and its unit on one line: narrow no-break spaces, as the SI brochure has it.</summary>
    public static string Tight(string text) => text
        .Replace(" %", "\u202f%", StringComparison.Ordinal)
        .Replace(" nm", "\u202fnm", StringComparison.Ordinal);

    public static string Capital(string label) => char.ToUpperInvariant(label[0]) + label[1..];
}
