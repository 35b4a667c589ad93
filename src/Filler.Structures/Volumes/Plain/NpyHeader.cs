using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Filler.Structures;

/// <summary>The header of NumPy's <c>.npy</c>, versions 1 to 3, of arrays of plain numbers.</summary>
/// <param name="Shape">Lengths along each axis, as NumPy has them.</param>
/// <param name="ColumnMajor">Whether the first axis is the fastest.</param>
/// <param name="Offset">Where the values begin.</param>
internal sealed partial record NpyHeader(VoxelType Type, bool BigEndian, bool ColumnMajor, int[] Shape, long Offset)
{
    private const int LongestHeader = 65_536;

    public static bool IsOne(ReadOnlySpan<byte> start) => start.Length > 6 && start[0] == 0x93 && start[1..6].SequenceEqual("NUMPY"u8);

    public static NpyHeader Read(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[12];
        if (stream.ReadAtLeast(start, 12, throwOnEndOfStream: false) < 12 || !IsOne(start))
            throw new StructureFileException(path, "not a .npy file.");
        var (length, offset) = start[6] == 1 ? (BitConverter.ToUInt16(start, 8), 10) : ((int)Math.Min(BitConverter.ToUInt32(start, 8), int.MaxValue), 12);
        if (start[6] is < 1 or > 3 || length > LongestHeader)
            throw new StructureFileException(path, $".npy version {start[6]} with a header of {length} bytes; versions 1 to 3 are read.");
        var header = new byte[length];
        stream.Position = offset;
        if (stream.ReadAtLeast(header, length, throwOnEndOfStream: false) < length) throw new StructureFileException(path, "truncated within its header.");
        return Parse(path, Encoding.Latin1.GetString(header), offset + length);
    }

    private static NpyHeader Parse(string path, string text, long offset)
    {
        var (descr, order, shape) = (Descr().Match(text), Order().Match(text), ShapeOf().Match(text));
        if (!descr.Success || !order.Success || !shape.Success)
            throw new StructureFileException(path, $"the header {Shorten(text)} is not that of an array of plain numbers.");
        var type = VoxelTypes.FromNumPy(descr.Groups[2].Value)
            ?? throw new StructureFileException(path, $"values of type '{descr.Groups[1].Value}{descr.Groups[2].Value}' are not read: save integers or floats.");
        var lengths = new List<int>();
        foreach (var part in shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var edge) || edge < 1)
                throw new StructureFileException(path, $"shape ({shape.Groups[1].Value}): each length must be 1 to {int.MaxValue}.");
            lengths.Add(edge);
        }

        return new NpyHeader(type, descr.Groups[1].Value == ">", order.Groups[1].Value == "True", [.. lengths], offset);
    }

    private static string Shorten(string text) => text.Length <= 80 ? text.Trim() : text[..80] + "…";

    [GeneratedRegex(@"'descr':\s*'([<>|=])([a-z]\d+)'", RegexOptions.CultureInvariant)]
    private static partial Regex Descr();

    [GeneratedRegex(@"'fortran_order':\s*(True|False)", RegexOptions.CultureInvariant)]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape':\s*\(([0-9, ]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShapeOf();
}
