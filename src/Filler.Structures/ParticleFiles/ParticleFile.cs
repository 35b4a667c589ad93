using System.Globalization;

namespace Filler.Structures;

/// <summary>Reader of particle positions: XYZ, and CSV with the header x,y,z or x,y,z,r; lengths in nm.</summary>
public static class ParticleFile
{
    private const long MaxBytes = 4L << 30;

    /// <summary>Reads the particles into a periodic cube; positions outside it are wrapped.</summary>
    /// <param name="boxNm">Edge of the cube in nm; null takes it from the file's comment (boxNm=…).</param>
    /// <param name="radiusNm">Radius in nm for files without a radius column; ignored where there is one.</param>
    /// <exception cref="StructureFileException">A line cannot be used, or box or radius are in neither file nor arguments; the message gives
    /// the line.</exception>
    public static ParticleStructure Read(string path, double? boxNm = null, double? radiusNm = null)
    {
        using var lines = TextLines.Read(path, MaxBytes).GetEnumerator();
        if (!lines.MoveNext()) throw new StructureFileException(path, "empty file: give XYZ, or CSV with the header x,y,z,r.");
        var rows = int.TryParse(lines.Current.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count)
            ? XyzRows.Read(path, lines, count)
            : CsvRows.Read(path, lines);
        return Build(path, rows, boxNm, radiusNm);
    }

    private static ParticleStructure Build(string path, ParticleRows rows, double? boxNm, double? radiusNm)
    {
        var box = boxNm ?? rows.BoxNm
            ?? throw new StructureFileException(path, "the file does not say the box: give boxNm, or write boxNm=… into its comment line.");
        if (!(box > 0) || !double.IsFinite(box)) throw new StructureFileException(path, $"the box is {box} nm: it must be above 0.");
        if (rows.Positions.Count == 0) throw new StructureFileException(path, "no particles.");
        var radii = rows.Radii.Count > 0 ? [.. rows.Radii] : Enumerable.Repeat(
            radiusNm ?? throw new StructureFileException(path, "the file has no radius column: give radiusNm."), rows.Positions.Count).ToArray();
        var bad = Array.FindIndex(radii, r => !(r > 0) || !double.IsFinite(r) || r > box / 2);
        if (bad >= 0) throw new StructureFileException(
            path, $"particle {bad + 1} has the radius {radii[bad]} nm: it must be above 0 and at most half the box of {box} nm.");
        return new ParticleStructure(box, Wrapped(p => p.X), Wrapped(p => p.Y), Wrapped(p => p.Z), radii);

        double[] Wrapped(Func<(double X, double Y, double Z), double> axis) => [.. rows.Positions.Select(p => Wrap(axis(p), box))];
    }

    private static double Wrap(double v, double box)
    {
        v -= box * Math.Floor(v / box);
        return v < box ? v : 0;
    }
}
