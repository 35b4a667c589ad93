using System.Buffers.Binary;

namespace Filler.Structures;

/// <summary>Numbers at places in a TIFF or BigTIFF file, none read beyond its end.</summary>
internal sealed class TiffFile : IDisposable
{
    // A page of one strip per row has some 10⁵ offsets; more than this is damage.
    private const long MostInOneTag = 1L << 26;

    private readonly FileStream stream;

    public TiffFile(string path)
    {
        Path = path;
        stream = File.OpenRead(path);
        var start = Bytes(0, 8);
        IsBigEndian = start[0] == (byte)'M';
        IsBig = Unsigned(start.AsSpan(2, 2)) == 43;
        FirstDirectory = IsBig ? Integer(8, 8) : (long)Unsigned(start.AsSpan(4, 4));
    }

    public string Path { get; }

    public bool IsBigEndian { get; }

    /// <summary>Whether offsets have 64 bits.</summary>
    public bool IsBig { get; }

    public long FirstDirectory { get; }

    public long Length => stream.Length;

    public byte[] Bytes(long offset, long count)
    {
        if (offset < 0 || count < 0 || count > MostInOneTag || offset > stream.Length - count)
            throw new StructureFileException(Path, $"{count} bytes at {offset} lie outside the file of {stream.Length} bytes: damaged or truncated.");
        var bytes = new byte[count];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes;
    }

    public long Integer(long offset, int size)
    {
        var value = Unsigned(Bytes(offset, size));
        return value <= long.MaxValue ? (long)value : throw new StructureFileException(Path, $"the number at {offset} is no place in a file: damaged.");
    }

    public ulong Unsigned(ReadOnlySpan<byte> bytes) => (bytes.Length, IsBigEndian) switch
    {
        (1, _) => bytes[0],
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt64BigEndian(bytes),
    };

    public void Dispose() => stream.Dispose();
}
