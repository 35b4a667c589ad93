using System.Globalization;

namespace Filler.Structures;

/// <summary>Reader of particle positions: XYZ and extended XYZ, LAMMPS dump and data, CSV with the header x,y,z or x,y,z,r, and <c>.npy</c>.</summary>
public static class ParticleFile
{
    private const long MaxBytes = 4L << 30;

    /// <summary>Reads the particles into a periodic cube; positions outside it are wrapped.</summary>
    /// <param name="boxNm">Edge of the cube in nm; null takes it from the file.</param>
    /// <param name="radiusNm">Radius in nm for files without radii; ignored where there are any.</param>
    /// <exception cref="StructureFileException">A line cannot be used, or box or radius are in neither file nor arguments; the message gives
    /// the line.</exception>
    public static ParticleStructure Read(string path, double? boxNm = null, double? radiusNm = null) => Read(path, new ParticleFileOptions(boxNm, radiusNm));

    /// <inheritdoc cref="Read(string, double?, double?)"/>
    public static ParticleStructure Read(string path, ParticleFileOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var nm = LengthUnits.Nm(options.LengthUnit) ?? throw new ArgumentException($"lengthUnit is '{options.LengthUnit}': give nm, angstrom, um, pm, mm or m.");
        return Build(path, Rows(path), options, nm);
    }

    private static ParticleRows Rows(string path)
    {
        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)) return NpyRows.Read(path);
        using var lines = TextLines.Read(path, MaxBytes).GetEnumerator();
        if (!lines.MoveNext()) throw new StructureFileException(path, "empty file: give XYZ, LAMMPS dump or data, .npy, or CSV with the header x,y,z,r.");
        var first = lines.Current.Text;
        if (first.StartsWith("ITEM:", StringComparison.Ordinal)) return LammpsDumpRows.Read(path, lines);
        if (int.TryParse(first, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count)) return XyzRows.Read(path, lines, count);
        return LammpsDataRows.IsOne(path, first) ? LammpsDataRows.Read(path, lines) : CsvRows.Read(path, lines);
    }

    private static ParticleStructure Build(string path, ParticleRows rows, ParticleFileOptions options, double nm)
    {
        var box = options.BoxNm ?? nm * rows.Box
            ?? throw new StructureFileException(path, "the file does not say the box: give boxNm, or write boxNm=… into its comment line.");
        if (!(box > 0) || !double.IsFinite(box)) throw new StructureFileException(path, $"the box is {box} nm: it must be above 0.");
        if (rows.Positions.Count == 0) throw new StructureFileException(path, "no particles.");
        var radii = rows.Radii.Count > 0 ? [.. rows.Radii.Select(r => nm * r)] : Enumerable.Repeat(
            options.RadiusNm ?? throw new StructureFileException(path, "the file has no radii: give radiusNm."), rows.Positions.Count).ToArray();
        var bad = Array.FindIndex(radii, r => !(r > 0) || !double.IsFinite(r) || r > box / 2);
        if (bad >= 0) throw new StructureFileException(
            path, $"particle {bad + 1} has the radius {radii[bad]} nm: it must be above 0 and at most half the box of {box} nm.");
        return new ParticleStructure(
            box, Wrapped(p => p.X - rows.Origin.X), Wrapped(p => p.Y - rows.Origin.Y), Wrapped(p => p.Z - rows.Origin.Z), radii);

        double[] Wrapped(Func<(double X, double Y, double Z), double> axis) => [.. rows.Positions.Select(p => Wrap(nm * axis(p), box))];
    }

    private static double Wrap(double v, double box)
    {
        v -= box * Math.Floor(v / box);
        return v < box ? v : 0;
    }
}
