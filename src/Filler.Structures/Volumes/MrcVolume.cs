using System.Buffers.Binary;

namespace Filler.Structures;

/// <summary>Reader of MRC/CCP4 volumes: modes 0, 1, 2 and 6, either byte order, any axis order.</summary>
public static class MrcVolume
{
    /// <summary>One array holds 2³¹ elements at most, and 8 GB of grey values is what a workstation has to spare.</summary>
    private const long MaxVoxels = 2_000_000_000;

    /// <summary>Reads the volume with x fastest, whatever the file's axis order.</summary>
    /// <param name="voxelNm">Edge of the cubic voxels in nm, where the header's cell is absent or wrong; null takes cell over intervals.</param>
    /// <exception cref="StructureFileException">Not an MRC file, truncated, too large, or of an unsupported mode; nothing large is allocated
    /// before.</exception>
    public static VoxelVolume Read(string path, double? voxelNm = null)
    {
        if (voxelNm is { } given && !(given > 0 && double.IsFinite(given))) throw new ArgumentException(
            $"voxelNm is {given}: give a size above 0 nm.");
        try
        {
            using var stream = File.OpenRead(path);
            var header = ReadHeader(path, stream);
            var size = voxelNm is { } v ? (v, v, v) : VoxelSize(path, header);
            return ReadValues(path, stream, header, size);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StructureFileException(path, $"cannot be read: {e.Message}", e);
        }
    }

    private static MrcHeader ReadHeader(string path, FileStream stream)
    {
        if (stream.Length < MrcHeader.Bytes)
            throw new StructureFileException(
                path, $"{stream.Length} bytes are fewer than the {MrcHeader.Bytes} of an MRC header: truncated, or not an MRC file.");
        var bytes = new byte[MrcHeader.Bytes];
        stream.ReadExactly(bytes);
        var header = MrcHeader.Parse(path, bytes);
        if ((Int128)header.Columns * header.Rows * header.Sections > MaxVoxels)
            throw new StructureFileException(
                path, $"{header.Columns} × {header.Rows} × {header.Sections} voxels are more than {MaxVoxels:g2}: crop or bin the volume.");
        var needed = (long)MrcHeader.Bytes + header.ExtendedBytes + (header.Voxels * header.BytesPerVoxel);
        if (stream.Length < needed)
            throw new StructureFileException(path, $"truncated: the header promises {needed} bytes, the file has {stream.Length}. Copy it again.");
        return header;
    }

    private static (double X, double Y, double Z) VoxelSize(string path, MrcHeader h)
    {
        var size = (h.CellAngstrom.X / h.Intervals.X / 10, h.CellAngstrom.Y / h.Intervals.Y / 10, h.CellAngstrom.Z / h.Intervals.Z / 10);
        return Usable(size.Item1) && Usable(size.Item2) && Usable(size.Item3) ? size : throw new StructureFileException(
            path, $"the header's cell {h.CellAngstrom} Å over intervals {h.Intervals} (words 8-13) gives no voxel size: give voxelNm.");

        static bool Usable(double nm) => nm > 0 && double.IsFinite(nm);
    }

    private static VoxelVolume ReadValues(string path, FileStream stream, MrcHeader h, (double X, double Y, double Z) voxelNm)
    {
        stream.Position = MrcHeader.Bytes + h.ExtendedBytes;
        int[] fileSizes = [h.Columns, h.Rows, h.Sections];
        int[] axes = [h.Axes.Column - 1, h.Axes.Row - 1, h.Axes.Section - 1];
        var sizes = new int[3];
        for (var a = 0; a < 3; a++) sizes[axes[a]] = fileSizes[a];
        long[] strides = [1, sizes[0], (long)sizes[0] * sizes[1]];
        var (alongColumn, alongRow, alongSection) = (strides[axes[0]], strides[axes[1]], strides[axes[2]]);

        var values = new float[h.Voxels];
        var row = new byte[h.Columns * (long)h.BytesPerVoxel];
        for (var s = 0; s < h.Sections; s++)
        {
            for (var r = 0; r < h.Rows; r++)
            {
                stream.ReadExactly(row);
                var at = (s * alongSection) + (r * alongRow);
                for (var c = 0; c < h.Columns; c++, at += alongColumn)
                {
                    var value = Value(row.AsSpan(c * h.BytesPerVoxel), h.Mode, h.BigEndian);
                    if (!float.IsFinite(value)) throw new StructureFileException(
                        path, $"voxel ({c}, {r}, {s}) is {value}: repair or mask the volume before use.");
                    values[at] = value;
                }
            }
        }

        return new VoxelVolume(sizes[0], sizes[1], sizes[2], voxelNm, values);
    }

    private static float Value(ReadOnlySpan<byte> bytes, int mode, bool bigEndian) => (mode, bigEndian) switch
    {
        (0, _) => (sbyte)bytes[0],
        (1, false) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        (1, true) => BinaryPrimitives.ReadInt16BigEndian(bytes),
        (6, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (6, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (_, true) => BinaryPrimitives.ReadSingleBigEndian(bytes),
    };
}
