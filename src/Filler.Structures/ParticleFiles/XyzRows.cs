namespace Filler.Structures;

/// <summary>XYZ: the number of particles, a comment, then one row each of a name, x, y, z and optionally the radius; or extended XYZ.</summary>
internal static class XyzRows
{
    /// <param name="lines">Stands on the first line.</param>
    public static ParticleRows Read(string path, IEnumerator<(int Number, string Text)> lines, int count)
    {
        var rows = new ParticleRows();
        if (count < 1) throw new StructureFileException(path, $"line 1: {count} particles; give at least 1.");
        ExtendedXyz? columns = null;
        if (lines.MoveNext())
        {
            rows.ReadComment(lines.Current.Text);
            columns = ExtendedXyz.Of(path, lines.Current.Text, rows);
        }

        while (rows.Positions.Count < count)
        {
            if (!lines.MoveNext())
                throw new StructureFileException(path, $"truncated: line 1 promises {count} particles, the file has {rows.Positions.Count}.");
            var fields = lines.Current.Text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (columns is not null)
            {
                columns.Add(path, lines.Current.Number, fields, rows);
                continue;
            }

            if (fields.Length < 4) throw new StructureFileException(
                path, $"line {lines.Current.Number}: give a name, x, y, z and optionally the radius.");
            rows.Add(path, lines.Current.Number, fields.AsSpan(1));
        }

        while (lines.MoveNext())
        {
            if (!string.IsNullOrWhiteSpace(lines.Current.Text))
                throw new StructureFileException(
                    path, $"line {lines.Current.Number}: more rows than the {count} that line 1 promises; a file holds one structure.");
        }

        return rows;
    }
}
