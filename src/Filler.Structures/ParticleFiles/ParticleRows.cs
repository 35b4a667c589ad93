using System.Globalization;
using System.Text.RegularExpressions;

namespace Filler.Structures;

/// <summary>What a particle file holds before it is checked as a whole, in the file's own unit of length.</summary>
internal sealed partial class ParticleRows
{
    public List<(double X, double Y, double Z)> Positions { get; } = [];

    /// <summary>None, or one each.</summary>
    public List<double> Radii { get; } = [];

    /// <summary>Edge of the cube, where the file gives one.</summary>
    public double? Box { get; private set; }

    /// <summary>The cube's lowest corner.</summary>
    public (double X, double Y, double Z) Origin { get; private set; }

    public void ReadComment(string text)
    {
        var box = BoxOf().Match(text).Groups[1].Value;
        if (double.TryParse(box, NumberStyles.Float, CultureInfo.InvariantCulture, out var edge)) Box = edge;
    }

    /// <exception cref="StructureFileException">Not a cube.</exception>
    public void SetBox(string path, (double X, double Y, double Z) low, (double X, double Y, double Z) high)
    {
        var (x, y, z) = (high.X - low.X, high.Y - low.Y, high.Z - low.Z);
        if (!(x > 0) || Math.Abs(y - x) > 1e-6 * x || Math.Abs(z - x) > 1e-6 * x)
            throw new StructureFileException(path, $"the box is {x:g6} × {y:g6} × {z:g6}: only cubes are cut; crop the structure, or give boxNm and shifted positions.");
        (Box, Origin) = (x, low);
    }

    /// <param name="fields">x, y, z and, in every row or none, the radius.</param>
    public void Add(string path, int line, ReadOnlySpan<string> fields)
    {
        if (fields.Length is not (3 or 4))
            throw new StructureFileException(path, $"line {line}: {fields.Length} numbers; give x, y, z and optionally the radius.");
        Add(path, line, (Number(path, line, fields[0]), Number(path, line, fields[1]), Number(path, line, fields[2])),
            fields.Length == 4 ? Number(path, line, fields[3]) : null);
    }

    public void Add(string path, int line, (double X, double Y, double Z) position, double? radius)
    {
        if (Positions.Count > 0 && radius is not null != Radii.Count > 0)
            throw new StructureFileException(path, $"line {line}: a radius must stand in every row or in none.");
        Positions.Add(position);
        if (radius is { } r) Radii.Add(r);
    }

    public static double Number(string path, int line, string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new StructureFileException(path, $"line {line}: \"{(field.Length <= 40 ? field : field[..40] + "…")}\" is not a finite number.");

    [GeneratedRegex(@"boxNm\s*=\s*([0-9.eE+-]+)")]
    private static partial Regex BoxOf();
}
