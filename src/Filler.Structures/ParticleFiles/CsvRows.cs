namespace Filler.Structures;

/// <summary>CSV with the header x,y,z or x,y,z,r; # starts a comment line, which may say boxNm=….</summary>
internal static class CsvRows
{
    /// <param name="lines">Stands on the first line.</param>
    public static ParticleRows Read(string path, IEnumerator<(int Number, string Text)> lines)
    {
        var rows = new ParticleRows();
        var columns = 0;
        do
        {
            var (number, text) = lines.Current;
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (text.TrimStart().StartsWith('#'))
            {
                rows.ReadComment(text);
                continue;
            }

            var fields = text.Split(',', StringSplitOptions.TrimEntries);
            if (columns > 0)
            {
                if (fields.Length != columns) throw new StructureFileException(
                    path, $"line {number}: {fields.Length} fields under a header of {columns}: complete the row.");
                rows.Add(path, number, fields);
                continue;
            }

            if (string.Join(',', fields).ToUpperInvariant() is not ("X,Y,Z" or "X,Y,Z,R"))
                throw new StructureFileException(
                    path, $"line {number}: \"{Shorten(text)}\" is neither a particle count (XYZ) nor the header x,y,z or x,y,z,r (CSV).");
            columns = fields.Length;
        }
        while (lines.MoveNext());

        return rows;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
