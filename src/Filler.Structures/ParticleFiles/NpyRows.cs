namespace Filler.Structures;

/// <summary>A NumPy array of shape (N, 3) or, with radii, (N, 4).</summary>
internal static class NpyRows
{
    private const long MostParticles = 100_000_000;

    public static ParticleRows Read(string path)
    {
        try
        {
            return ReadArray(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StructureFileException(path, $"cannot be read: {e.Message}", e);
        }
    }

    private static ParticleRows ReadArray(string path)
    {
        var header = NpyHeader.Read(path);
        if (header.Shape is not [var count, 3 or 4] || count > MostParticles)
            throw new StructureFileException(path, $"shape ({string.Join(", ", header.Shape)}): give (N, 3) for positions or (N, 4) with radii.");
        var columns = header.Shape[1];
        using var stream = File.OpenRead(path);
        var width = header.Type.Bytes();
        var bytes = (long)count * columns * width;
        if (stream.Length - header.Offset < bytes)
            throw new StructureFileException(path, $"truncated: the header promises {header.Offset + bytes} bytes, the file has {stream.Length}.");
        stream.Position = header.Offset;
        var values = new byte[bytes];
        stream.ReadExactly(values);
        var rows = new ParticleRows();
        for (var i = 0; i < count; i++)
        {
            double Field(int column)
            {
                var at = header.ColumnMajor ? ((long)column * count) + i : ((long)i * columns) + column;
                var span = values.AsSpan((int)(at * width), width);
                // Double precision is kept: a position in a box of 10⁴ nm has four digits before the point.
                double value = header.Type == VoxelType.Float64
                    ? header.BigEndian ? System.Buffers.Binary.BinaryPrimitives.ReadDoubleBigEndian(span) : System.Buffers.Binary.BinaryPrimitives.ReadDoubleLittleEndian(span)
                    : header.Type.Read(span, header.BigEndian);
                return double.IsFinite(value) ? value : throw new StructureFileException(path, $"row {i + 1} holds {value}: give finite numbers.");
            }

            rows.Add(path, i + 1, (Field(0), Field(1), Field(2)), columns == 4 ? Field(3) : null);
        }

        return rows;
    }
}
