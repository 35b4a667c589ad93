using System.Globalization;

namespace Filler.Structures;

/// <summary>A LAMMPS data file (docs.lammps.org/read_data.html) of atom style atomic, sphere (with diameters), molecular, bond or full.</summary>
internal static class LammpsDataRows
{
    private const int LinesOfHeader = 200;

    // The first line is free text: what follows tells.
    public static bool IsOne(string path, string first) =>
        !first.Contains(',', StringComparison.Ordinal)
        && (first.Contains("LAMMPS", StringComparison.OrdinalIgnoreCase)
            || TextLines.Read(path, long.MaxValue).Skip(1).Take(LinesOfHeader).Any(l => Words(l.Text) is [_, "atoms"]));

    /// <param name="lines">Stands on the first line.</param>
    public static ParticleRows Read(string path, IEnumerator<(int Number, string Text)> lines)
    {
        var rows = new ParticleRows();
        long? count = null;
        var bounds = new Dictionary<string, (double Low, double High)>();
        while (lines.MoveNext())
        {
            var (number, text) = lines.Current;
            switch (Words(text))
            {
                case [var n, "atoms"]:
                    count = long.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed > 0
                        ? parsed : throw new StructureFileException(path, $"line {number}: '{n}' atoms.");
                    break;
                case [var low, var high, "xlo" or "ylo" or "zlo", _] words:
                    bounds[words[2]] = (ParticleRows.Number(path, number, low), ParticleRows.Number(path, number, high));
                    break;
                case [_, _, _, "xy", ..]:
                    throw new StructureFileException(path, $"line {number}: a sheared box; only cubes are cut.");
                case ["Atoms", ..]:
                    if (count is null || bounds.Count < 3) throw new StructureFileException(path, $"line {number}: atoms before their number and box.");
                    rows.SetBox(path, (bounds["xlo"].Low, bounds["ylo"].Low, bounds["zlo"].Low), (bounds["xlo"].High, bounds["ylo"].High, bounds["zlo"].High));
                    ReadAtoms(path, lines, Style(text), count.Value, rows);
                    return rows;
            }
        }

        throw new StructureFileException(path, "no section Atoms.");
    }

    private static void ReadAtoms(string path, IEnumerator<(int Number, string Text)> lines, string style, long count, ParticleRows rows)
    {
        var (x, diameter) = style switch
        {
            "sphere" => (4, 2),
            "" or "atomic" => (2, -1),
            "bond" or "angle" or "molecular" => (3, -1),
            "full" => (4, -1),
            "charge" => (3, -1),
            _ => throw new StructureFileException(path, $"line {lines.Current.Number}: atom style '{style}' is not read: write atomic or sphere."),
        };
        while (rows.Positions.Count < count)
        {
            if (!lines.MoveNext()) throw new StructureFileException(path, $"truncated: {count} atoms are promised, the file has {rows.Positions.Count}.");
            var fields = Words(lines.Current.Text);
            if (fields.Length == 0) continue;
            var line = lines.Current.Number;
            if (fields.Length < x + 3) throw new StructureFileException(path, $"line {line}: {fields.Length} columns are too few for atom style '{style}'.");
            double Field(int column) => ParticleRows.Number(path, line, fields[column]);
            rows.Add(path, line, (Field(x), Field(x + 1), Field(x + 2)), diameter >= 0 ? Field(diameter) / 2 : null);
        }
    }

    // LAMMPS writes the style as a comment: "Atoms # sphere".
    private static string Style(string text) => text.Split('#') is [_, var style, ..] ? style.Trim() : "";

    private static string[] Words(string text) => text.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
