using System.Globalization;

namespace Filler.Structures;

/// <summary>A LAMMPS dump of one step (docs.lammps.org/dump.html): plain, scaled (xs) or unwrapped (xu) positions, and a radius or diameter.</summary>
internal static class LammpsDumpRows
{
    /// <param name="lines">Stands on the first line, an ITEM.</param>
    public static ParticleRows Read(string path, IEnumerator<(int Number, string Text)> lines)
    {
        var rows = new ParticleRows();
        long? count = null;
        do
        {
            var (number, text) = lines.Current;
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (text.StartsWith("ITEM: NUMBER OF ATOMS", StringComparison.Ordinal))
            {
                if (!long.TryParse(Next(path, lines), NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n < 1)
                    throw new StructureFileException(path, $"line {number + 1}: not a number of atoms.");
                count = n;
            }
            else if (text.StartsWith("ITEM: BOX BOUNDS", StringComparison.Ordinal))
            {
                if (text.Contains("xy", StringComparison.Ordinal)) throw new StructureFileException(path, $"line {number}: a sheared box; only cubes are cut.");
                var (x, y, z) = (Bounds(path, lines), Bounds(path, lines), Bounds(path, lines));
                rows.SetBox(path, (x.Low, y.Low, z.Low), (x.High, y.High, z.High));
            }
            else if (text.StartsWith("ITEM: ATOMS", StringComparison.Ordinal))
            {
                if (count is null || rows.Box is null || rows.Positions.Count > 0)
                    throw new StructureFileException(path, $"line {number}: atoms before their number and box, or a second step; dump one step.");
                ReadAtoms(path, lines, text["ITEM: ATOMS".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries), count.Value, rows);
            }
            else if (text.StartsWith("ITEM:", StringComparison.Ordinal))
            {
                // TIMESTEP, TIME, UNITS: one line each that the positions do not follow from.
                if (rows.Positions.Count > 0) throw new StructureFileException(path, $"line {number}: a second step; dump one step.");
                Next(path, lines);
            }
            else
            {
                throw new StructureFileException(path, $"line {number}: \"{(text.Length <= 40 ? text : text[..40] + "…")}\" where an ITEM is expected.");
            }
        }
        while (lines.MoveNext());

        return rows;
    }

    private static void ReadAtoms(string path, IEnumerator<(int Number, string Text)> lines, string[] names, long count, ParticleRows rows)
    {
        var scaled = names.Contains("xs") || names.Contains("xsu");
        int[] axes = [Column("x"), Column("y"), Column("z")];
        var (radius, diameter) = (Array.IndexOf(names, "radius"), Array.IndexOf(names, "diameter"));
        for (var i = 0L; i < count; i++)
        {
            var fields = Next(path, lines).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var line = lines.Current.Number;
            if (fields.Length < names.Length) throw new StructureFileException(path, $"line {line}: {fields.Length} columns where {names.Length} are named.");
            double Field(int column) => ParticleRows.Number(path, line, fields[column]);
            double Place(int axis, double origin) => scaled ? origin + (Field(axes[axis]) * rows.Box!.Value) : Field(axes[axis]);
            rows.Add(
                path, line, (Place(0, rows.Origin.X), Place(1, rows.Origin.Y), Place(2, rows.Origin.Z)),
                radius >= 0 ? Field(radius) : diameter >= 0 ? Field(diameter) / 2 : null);
        }

        int Column(string axis)
        {
            var at = Array.FindIndex(names, n => n == axis || n == axis + "u" || n == axis + "s" || n == axis + "su");
            return at >= 0 ? at : throw new StructureFileException(path, $"line {lines.Current.Number}: no column {axis}, {axis}u, {axis}s or {axis}su.");
        }
    }

    private static (double Low, double High) Bounds(string path, IEnumerator<(int Number, string Text)> lines)
    {
        var fields = Next(path, lines).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 2
            ? (ParticleRows.Number(path, lines.Current.Number, fields[0]), ParticleRows.Number(path, lines.Current.Number, fields[1]))
            : throw new StructureFileException(path, $"line {lines.Current.Number}: two bounds are expected.");
    }

    private static string Next(string path, IEnumerator<(int Number, string Text)> lines) =>
        lines.MoveNext() ? lines.Current.Text : throw new StructureFileException(path, "truncated: the dump ends within an ITEM.");
}
