using SkiaSharp;

namespace Filler.Cli.Pictures;

/// <summary>The first typeface at hand, as servers and containers often have few or none.</summary>
internal static class Typeface
{
    private static readonly string[] Preferred = ["Inter", "Segoe UI", "Helvetica Neue", "Liberation Sans", "Arial", "DejaVu Sans", "Noto Sans"];

    // Ticks are named 10⁻³; not every typeface has the raised minus.
    private const int RaisedMinus = 0x207B;

    /// <returns>Null where no font is installed: pictures are drawn without words then. The caller disposes it.</returns>
    public static SKTypeface? First(SKFontManager manager)
    {
        if (manager.FontFamilyCount == 0) return null;
        HashSet<string> installed = [.. manager.FontFamilies];
        var family = Preferred.FirstOrDefault(installed.Contains) ?? installed.Order(StringComparer.Ordinal).First();
        return manager.MatchFamily(family, SKFontStyle.Normal);
    }

    /// <summary>The first family that can write raised numbers; null where none can.</summary>
    public static string? ForPlots(SKFontManager manager)
    {
        HashSet<string> installed = [.. manager.FontFamilies];
        return Preferred.Where(installed.Contains).FirstOrDefault(family =>
        {
            using var typeface = manager.MatchFamily(family, SKFontStyle.Normal);
            return typeface.ContainsGlyph(RaisedMinus);
        });
    }
}
