namespace Filler.Structures;

/// <summary>NumPy arrays of shape (z, y, x), in either memory order.</summary>
internal static class NpyReader
{
    public static IVolumeReader Open(string path)
    {
        var npy = NpyHeader.Read(path);
        if (npy.Shape is not [var z, var y, var x])
            throw new StructureFileException(path, $"{npy.Shape.Length} dimensions: a volume has 3, (z, y, x).");
        var header = npy.ColumnMajor
            ? new VolumeHeader(z, y, x, npy.Type, npy.BigEndian, (2, 1, 0), default)
            : new VolumeHeader(x, y, z, npy.Type, npy.BigEndian, (0, 1, 2), default);
        return new RawSections(path, header, npy.Offset);
    }
}
