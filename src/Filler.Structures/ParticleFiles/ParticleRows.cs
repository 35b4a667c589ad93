using System.Globalization;
using System.Text.RegularExpressions;

namespace Filler.Structures;

/// <summary>What a particle file holds before it is checked as a whole: positions, radii (none, or one each), and the box if it says so.</summary>
internal sealed partial class ParticleRows
{
    public List<(double X, double Y, double Z)> Positions { get; } = [];

    public List<double> Radii { get; } = [];

    public double? BoxNm { get; private set; }

    public void ReadComment(string text)
    {
        var box = Box().Match(text).Groups[1].Value;
        if (double.TryParse(box, NumberStyles.Float, CultureInfo.InvariantCulture, out var edge)) BoxNm = edge;
    }

    /// <param name="fields">x, y, z and, in every row or none, the radius.</param>
    public void Add(string path, int line, ReadOnlySpan<string> fields)
    {
        if (fields.Length is not (3 or 4))
            throw new StructureFileException(path, $"line {line}: {fields.Length} numbers; give x, y, z and optionally the radius, in nm.");
        var hasRadius = fields.Length == 4;
        if (Positions.Count > 0 && hasRadius != Radii.Count > 0)
            throw new StructureFileException(path, $"line {line}: a radius must stand in every row or in none.");
        Positions.Add((Number(path, line, fields[0]), Number(path, line, fields[1]), Number(path, line, fields[2])));
        if (hasRadius) Radii.Add(Number(path, line, fields[3]));
    }

    private static double Number(string path, int line, string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new StructureFileException(path, $"line {line}: \"{field}\" is not a finite number.");

    [GeneratedRegex(@"boxNm\s*=\s*([0-9.eE+-]+)")]
    private static partial Regex Box();
}
