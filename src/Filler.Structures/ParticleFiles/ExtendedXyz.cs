using System.Globalization;
using System.Text.RegularExpressions;

namespace Filler.Structures;

/// <summary>The comment line of extended XYZ (github.com/libAtoms/extxyz): the lattice, and which columns are what.</summary>
/// <param name="Position">Column of x; y and z follow.</param>
/// <param name="Radius">Column of the radius; null where there is none.</param>
/// <param name="Diameter">Whether that column is a diameter.</param>
/// <param name="Columns">Columns of a row.</param>
internal sealed partial record ExtendedXyz(int Position, int? Radius, bool Diameter, int Columns)
{
    /// <summary>Null where the line is a plain comment.</summary>
    public static ExtendedXyz? Of(string path, string comment, ParticleRows rows)
    {
        if (Lattice().Match(comment) is { Success: true } lattice) ReadLattice(path, lattice.Groups[1].Value, rows);
        if (Properties().Match(comment) is not { Success: true } properties) return null;
        var parts = properties.Groups[1].Value.Trim('"').Split(':');
        int? position = null, radius = null;
        var (diameter, column) = (false, 0);
        for (var i = 0; i + 2 < parts.Length; i += 3)
        {
            if (!int.TryParse(parts[i + 2], NumberStyles.None, CultureInfo.InvariantCulture, out var width) || width is < 1 or > 1000)
                throw new StructureFileException(path, $"line 2: Properties has '{parts[i + 2]}' columns of {parts[i]}.");
            if (parts[i] == "pos" && width == 3) position = column;
            if (parts[i].ToUpperInvariant() is "RADIUS" or "DIAMETER" && width == 1) (radius, diameter) = (column, parts[i].StartsWith("d", StringComparison.OrdinalIgnoreCase));
            column += width;
        }

        return new ExtendedXyz(position ?? throw new StructureFileException(path, "line 2: Properties has no pos:R:3."), radius, diameter, column);
    }

    public void Add(string path, int line, string[] fields, ParticleRows rows)
    {
        if (fields.Length < Columns) throw new StructureFileException(path, $"line {line}: {fields.Length} columns where line 2 promises {Columns}.");
        double Field(int column) => ParticleRows.Number(path, line, fields[column]);
        rows.Add(path, line, (Field(Position), Field(Position + 1), Field(Position + 2)), Radius is { } r ? Field(r) / (Diameter ? 2 : 1) : null);
    }

    private static void ReadLattice(string path, string text, ParticleRows rows)
    {
        var v = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => ParticleRows.Number(path, 2, f)).ToArray();
        if (v.Length != 9 || new[] { v[1], v[2], v[3], v[5], v[6], v[7] }.Any(off => Math.Abs(off) > 1e-6 * Math.Abs(v[0])))
            throw new StructureFileException(path, $"line 2: Lattice \"{text}\" is not that of a cube along the axes.");
        rows.SetBox(path, default, (v[0], v[4], v[8]));
    }

    [GeneratedRegex("Lattice\\s*=\\s*\"([^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lattice();

    [GeneratedRegex("Properties\\s*=\\s*(\"[^\"]*\"|\\S+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Properties();
}
