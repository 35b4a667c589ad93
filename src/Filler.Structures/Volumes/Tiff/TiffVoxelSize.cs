using System.Globalization;
using System.Text.RegularExpressions;

namespace Filler.Structures;

/// <summary>Voxel sizes as ImageJ and OME write them into a page's description.</summary>
internal static partial class TiffVoxelSize
{
    /// <summary>Edge lengths in nm, 0 where unknown.</summary>
    public static (double X, double Y, double Z) Of(TiffPage first)
    {
        if (first.Description.StartsWith("ImageJ=", StringComparison.Ordinal)) return ImageJ(first);
        if (first.Description.Contains("<OME", StringComparison.Ordinal)) return (Ome(first, "X"), Ome(first, "Y"), Ome(first, "Z"));
        return first.NmPerPixelX > 0 ? (first.NmPerPixelX, first.NmPerPixelY, 0) : default;
    }

    /// <summary>Sections that follow the first page without directories of their own: ImageJ's stacks above 4 GB.</summary>
    public static int ImagesOfImageJ(TiffPage first) =>
        first.Description.StartsWith("ImageJ=", StringComparison.Ordinal) && Value(first, "images") is { } n && n is >= 1 and <= 1_000_000 ? (int)n : 1;

    private static (double X, double Y, double Z) ImageJ(TiffPage page)
    {
        var unit = LengthUnits.Nm(Line().Match(page.Description.Replace("\r", "", StringComparison.Ordinal) + "\n") is { Success: true } m ? m.Groups[1].Value : "");
        // ImageJ's resolution has no TIFF unit: pixels per its own unit, which the page holds as a negative length.
        if (unit is not { } nm || page.NmPerPixelX >= 0) return (Math.Max(0, page.NmPerPixelX), Math.Max(0, page.NmPerPixelY), 0);
        return (-page.NmPerPixelX * nm, -page.NmPerPixelY * nm, Value(page, "spacing") is { } spacing ? spacing * nm : -page.NmPerPixelX * nm);
    }

    private static double? Value(TiffPage page, string name)
    {
        var match = Regex.Match(page.Description, $@"(?m)^{name}=([0-9.eE+-]+)\s*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success && double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : null;
    }

    private static double Ome(TiffPage page, string axis)
    {
        var size = Attribute(page, $"PhysicalSize{axis}");
        var unit = Attribute(page, $"PhysicalSize{axis}Unit");
        // OME's default unit is the micrometre.
        return double.TryParse(size, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v * (LengthUnits.Nm(unit.Length == 0 ? "um" : unit) ?? 0) : 0;
    }

    private static string Attribute(TiffPage page, string name)
    {
        var match = Regex.Match(page.Description, $"\\b{name}=\"([^\"]*)\"", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? match.Groups[1].Value : "";
    }

    [GeneratedRegex(@"\nunit=([^\n]+)\n", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
