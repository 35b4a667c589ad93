using System.Buffers.Binary;

namespace Filler.Structures;

/// <summary>The fields of the 1024-byte MRC2014/CCP4 header that reading needs (Cheng et al., J. Struct. Biol. 192 (2015) 146).</summary>
internal sealed record MrcHeader(
    int Columns, int Rows, int Sections, int Mode, (int X, int Y, int Z) Intervals, (double X, double Y, double Z) CellAngstrom,
    (int Column, int Row, int Section) Axes, int ExtendedBytes, bool BigEndian)
{
    public const int Bytes = 1024;

    private const int MaxEdge = 100_000;

    private static readonly Dictionary<int, int> BytesPerVoxelByMode = new() { [0] = 1, [1] = 2, [2] = 4, [6] = 2 };

    public int BytesPerVoxel => BytesPerVoxelByMode[Mode];

    public long Voxels => (long)Columns * Rows * Sections;

    /// <exception cref="StructureFileException">A field is impossible or names something unsupported.</exception>
    public static MrcHeader Parse(string path, ReadOnlySpan<byte> bytes)
    {
        var bigEndian = IsBigEndian(path, bytes);
        var header = new MrcHeader(
            Int(bytes, 1, bigEndian), Int(bytes, 2, bigEndian), Int(bytes, 3, bigEndian), Int(bytes, 4, bigEndian),
            (Int(bytes, 8, bigEndian), Int(bytes, 9, bigEndian), Int(bytes, 10, bigEndian)),
            (Float(bytes, 11, bigEndian), Float(bytes, 12, bigEndian), Float(bytes, 13, bigEndian)),
            (Int(bytes, 17, bigEndian), Int(bytes, 18, bigEndian), Int(bytes, 19, bigEndian)),
            Int(bytes, 24, bigEndian), bigEndian);
        header.Validate(path);
        // Old files leave the axis order blank; the standard's default is x, y, z.
        return header.Axes == (0, 0, 0) ? header with { Axes = (1, 2, 3) } : header;
    }

    private void Validate(string path)
    {
        if (Columns is < 1 or > MaxEdge || Rows is < 1 or > MaxEdge || Sections is < 1 or > MaxEdge)
            throw new StructureFileException(
                path, $"the header (words 1-3) gives {Columns} × {Rows} × {Sections} voxels: not an MRC file, or damaged.");
        if (!BytesPerVoxelByMode.ContainsKey(Mode))
            throw new StructureFileException(
                path, $"mode {Mode} (word 4) is not read: convert to mode 0, 1, 2 or 6 (8- or 16-bit integers or 32-bit floats).");
        int[] axes = [Axes.Column, Axes.Row, Axes.Section];
        if (axes is not [0, 0, 0] && !axes.Order().SequenceEqual([1, 2, 3]))
            throw new StructureFileException(
                path, $"the axis order (words 17-19) is {string.Join(", ", axes)}; it must be 1, 2 and 3 in some order.");
        if (ExtendedBytes < 0)
            throw new StructureFileException(path, $"the extended header (word 24) has {ExtendedBytes} bytes; it must be 0 or more.");
    }

    private static bool IsBigEndian(string path, ReadOnlySpan<byte> bytes) => bytes[212] switch
    {
        0x44 => false,
        0x11 => true,
        // Written before the machine stamp existed: the mode is a small number in one byte order only.
        0 => Int(bytes, 4, bigEndian: false) is < 0 or > 0xFFFF,
        var stamp => throw new StructureFileException(
            path, $"the machine stamp (byte 213) is 0x{stamp:X2}; 0x44 (little) or 0x11 (big endian) is expected: not an MRC file."),
    };

    // Words are numbered from 1 in the standard.
    private static int Int(ReadOnlySpan<byte> bytes, int word, bool bigEndian)
    {
        var field = bytes[((word - 1) * 4)..];
        return bigEndian ? BinaryPrimitives.ReadInt32BigEndian(field) : BinaryPrimitives.ReadInt32LittleEndian(field);
    }

    private static float Float(ReadOnlySpan<byte> bytes, int word, bool bigEndian) => BitConverter.Int32BitsToSingle(Int(bytes, word, bigEndian));
}
