using System.Globalization;

namespace Filler.Structures;

/// <summary>
/// Reader of curves in plain text: 2 to 4 columns q, I, sigma, width of q, parted by blanks, tabs, commas or semicolons; # starts a comment.
/// </summary>
public static class ColumnText
{
    private const long MaxBytes = 64 << 20;

    private static readonly char[] Separators = [' ', '\t', ',', ';'];

    /// <summary>Reads the curve.</summary>
    /// <param name="unit">The unit of q in the file, which the text does not tell.</param>
    /// <exception cref="StructureFileException">No points, a row of another width, or a value that is no number; the message gives the
    /// line.</exception>
    public static ScatteringCurve Read(string path, QUnit unit = QUnit.InverseAngstrom)
    {
        var factor = unit == QUnit.InverseAngstrom ? 10.0 : 1.0;
        var points = new List<ScatteringPoint>();
        var columns = 0;
        foreach (var (number, text) in TextLines.Read(path, MaxBytes))
        {
            var fields = text.Split('#')[0].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0) continue;
            // One line of column names is customary.
            if (points.Count == 0 && columns == 0 && !IsNumber(fields[0]))
            {
                columns = -1;
                continue;
            }

            if (fields.Length is < 2 or > 4)
                throw new StructureFileException(path, $"line {number}: {fields.Length} columns; give q, I and optionally sigma and the width of q.");
            if (columns > 0 && fields.Length != columns)
                throw new StructureFileException(path, $"line {number}: {fields.Length} columns after rows of {columns}: complete the row.");
            columns = fields.Length;
            double Column(int c) => c >= fields.Length ? 0 : IsNumber(fields[c])
                ? double.Parse(fields[c], NumberStyles.Float, CultureInfo.InvariantCulture)
                : throw new StructureFileException(path, $"line {number}: \"{fields[c]}\" is not a number.");
            var point = new ScatteringPoint(Column(0) * factor, Column(1), Column(2), Column(3) * factor);
            if (point.Problem() is { } problem) throw new StructureFileException(path, $"line {number}: {problem}. Correct or remove the row.");
            points.Add(point);
        }

        return points.Count == 0
            ? throw new StructureFileException(path, "no rows of numbers: give columns q, I and optionally sigma and the width of q.")
            : ScatteringCurve.FromPoints(points);
    }

    private static bool IsNumber(string field) => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
