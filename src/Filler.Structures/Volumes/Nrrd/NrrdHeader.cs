using System.Globalization;
using System.Text;

namespace Filler.Structures;

/// <summary>The fields of a NRRD header that reading needs (teem.sourceforge.net/nrrd/format.html).</summary>
internal sealed record NrrdHeader(VolumeHeader Volume, string Encoding, string? DataFile, long DataOffset, long ByteSkip)
{
    private const int LongestHeader = 1 << 20;

    public static NrrdHeader Read(string path)
    {
        using var stream = File.OpenRead(path);
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var line = ReadLine(path, stream);
        if (line is null || !line.StartsWith("NRRD000", StringComparison.Ordinal)) throw new StructureFileException(path, "not a NRRD file.");
        // An empty line ends the header; a detached header may simply end.
        while ((line = ReadLine(path, stream)) is { Length: > 0 })
        {
            if (line[0] == '#' || line.Contains(":=", StringComparison.Ordinal)) continue;
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 1) throw new StructureFileException(path, $"header line '{Shorten(line)}' is not 'field: value'.");
            fields[line[..colon].Trim()] = line[(colon + 2)..].Trim();
        }

        return Parse(path, fields, stream.Position);
    }

    private static NrrdHeader Parse(string path, Dictionary<string, string> fields, long offset)
    {
        var sizes = Field(path, fields, "sizes").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Field(path, fields, "dimension") != "3" || sizes.Length != 3)
            throw new StructureFileException(path, $"dimension {Field(path, fields, "dimension")}, sizes '{fields["sizes"]}': a grey volume has 3.");
        var type = TypeOf(Field(path, fields, "type"))
            ?? throw new StructureFileException(path, $"type '{Shorten(fields["type"])}' is not read: save 8-, 16- or 32-bit integers or floats.");
        var bigEndian = type.Bytes() > 1 && Field(path, fields, "endian") switch
        {
            "little" => false,
            "big" => true,
            var other => throw new StructureFileException(path, $"endian '{Shorten(other)}': little or big is expected."),
        };
        var lengths = sizes.Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
        var volume = new VolumeHeader(lengths[0], lengths[1], lengths[2], type, bigEndian, (0, 1, 2), VoxelNm(fields)).Checked(path);
        var skip = fields.GetValueOrDefault("byte skip", "0");
        if (!long.TryParse(skip, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var byteSkip) || byteSkip < -1 || fields.ContainsKey("line skip"))
            throw new StructureFileException(path, "byte skip must be -1 or more, and line skip is not read.");
        return new NrrdHeader(
            volume, Field(path, fields, "encoding").ToUpperInvariant(), fields.GetValueOrDefault("data file") ?? fields.GetValueOrDefault("datafile"), offset, byteSkip);
    }

    private static (double X, double Y, double Z) VoxelNm(Dictionary<string, string> fields)
    {
        // "space directions" are the axes' vectors; their lengths are the spacings, whatever the orientation of the scanner.
        var spacings = fields.TryGetValue("space directions", out var directions)
            ? directions.Split(')', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(v => Length(v.TrimStart('(', ' '))).ToArray()
            : fields.GetValueOrDefault("spacings", "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray();
        var unit = fields.TryGetValue("space units", out var units) || fields.TryGetValue("units", out units) ? units.Split('"', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("") : "";
        var nm = LengthUnits.Nm(unit) ?? 0;
        return spacings.Length == 3 ? (nm * spacings[0], nm * spacings[1], nm * spacings[2]) : default;
    }

    private static double Length(string vector) => Math.Sqrt(vector.Split(',').Select(Number).Sum(c => c * c));

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : double.NaN;

    private static VoxelType? TypeOf(string name) => name.ToUpperInvariant() switch
    {
        "UCHAR" or "UNSIGNED CHAR" or "UINT8" or "UINT8_T" => VoxelType.UInt8,
        "SIGNED CHAR" or "INT8" or "INT8_T" => VoxelType.Int8,
        "USHORT" or "UNSIGNED SHORT" or "UNSIGNED SHORT INT" or "UINT16" or "UINT16_T" => VoxelType.UInt16,
        "SHORT" or "SHORT INT" or "SIGNED SHORT" or "SIGNED SHORT INT" or "INT16" or "INT16_T" => VoxelType.Int16,
        "UINT" or "UNSIGNED INT" or "UINT32" or "UINT32_T" => VoxelType.UInt32,
        "INT" or "SIGNED INT" or "INT32" or "INT32_T" => VoxelType.Int32,
        "FLOAT" => VoxelType.Float32,
        "DOUBLE" => VoxelType.Float64,
        _ => null,
    };

    private static string Field(string path, Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var value) ? value : throw new StructureFileException(path, $"the header has no field '{name}'.");

    private static string? ReadLine(string path, Stream stream)
    {
        var line = new StringBuilder();
        for (int b; (b = stream.ReadByte()) != '\n';)
        {
            if (b < 0) return line.Length == 0 ? null : line.ToString();
            if (stream.Position > LongestHeader) throw new StructureFileException(path, $"no empty line ends the header within {LongestHeader} bytes.");
            if (b != '\r') line.Append((char)b);
        }

        return line.ToString();
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
