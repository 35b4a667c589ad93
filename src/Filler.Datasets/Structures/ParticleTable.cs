using System.Globalization;
using System.Text;
using Filler.Structures;

namespace Filler.Datasets;

/// <summary>Particles as CSV with full precision: what is read is bit for bit what was written.</summary>
internal static class ParticleTable
{
    private const string Header = "x_nm,y_nm,z_nm,radius_nm";

    public static byte[] Write(ParticleStructure structure)
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var i = 0; i < structure.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{structure.X[i]:R},{structure.Y[i]:R},{structure.Z[i]:R},{structure.Radius[i]:R}\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <exception cref="InvalidDataException">Not such a table, or not of <paramref name="count"/> particles.</exception>
    public static ParticleStructure Read(ReadOnlySpan<byte> bytes, double boxNm, int count, string name)
    {
        var lines = Encoding.ASCII.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length != count + 1 || lines[0] != Header)
            throw new InvalidDataException($"{name}: not a table of {count} particles with columns {Header}");
        var columns = new[] { new double[count], new double[count], new double[count], new double[count] };
        for (var i = 0; i < count; i++)
        {
            var fields = lines[i + 1].Split(',');
            for (var c = 0; c < 4; c++)
            {
                if (fields.Length != 4 || !double.TryParse(fields[c], NumberStyles.Float, CultureInfo.InvariantCulture, out columns[c][i]))
                    throw new InvalidDataException($"{name}: line {i + 2}, '{lines[i + 1]}', is not four numbers");
            }
        }

        return new ParticleStructure(boxNm, columns[0], columns[1], columns[2], columns[3]);
    }
}
