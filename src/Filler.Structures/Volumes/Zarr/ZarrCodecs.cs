using System.IO.Compression;
using K4os.Compression.LZ4;

namespace Filler.Structures;

/// <summary>The compressions of Zarr chunks: zlib, gzip, zstd, lz4 and blosc.</summary>
internal static class ZarrCodecs
{
    /// <param name="into">The whole chunk; a file that holds another length is refused.</param>
    public static void Decode(string path, IReadOnlyList<string> codecs, Span<byte> into)
    {
        if (new FileInfo(path).Length > Math.Max(1 << 20, 2L * into.Length)) throw new StructureFileException(path, $"larger than the {into.Length} bytes that the chunk has: damaged.");
        var bytes = File.ReadAllBytes(path);
        try
        {
            if (codecs.Count > 1 && codecs[0] == "crc32c") (bytes, codecs) = (bytes[..Math.Max(0, bytes.Length - 4)], [.. codecs.Skip(1)]);
            switch (codecs)
            {
                case []: Exact(path, bytes, into); break;
                case ["zlib"]: Inflate(path, new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress), into); break;
                case ["gzip"]: Inflate(path, new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), into); break;
                case ["zstd"]: Zstd(path, bytes, into); break;
                // numcodecs writes the length before the block.
                case ["lz4"]: Exact(path, LZ4Codec.Decode(bytes.AsSpan(4), into), into.Length); break;
                case ["blosc"]: BloscChunk.Decode(path, bytes, into); break;
                default: throw new StructureFileException(path, $"codecs '{string.Join(", ", codecs)}' are not read: save with zlib, gzip, zstd, lz4, blosc or none.");
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException or ZstdSharp.ZstdException or IndexOutOfRangeException)
        {
            throw new StructureFileException(path, $"the chunk cannot be decompressed ({e.Message}): damaged or truncated.", e);
        }
    }

    internal static void Inflate(string path, Stream stream, Span<byte> into)
    {
        using (stream)
        {
            stream.ReadExactly(into);
            if (stream.ReadByte() >= 0) throw new StructureFileException(path, $"the chunk holds more than its {into.Length} bytes: damaged.");
        }
    }

    internal static void Zstd(string path, ReadOnlySpan<byte> bytes, Span<byte> into)
    {
        using var decompressor = new ZstdSharp.Decompressor();
        Exact(path, decompressor.Unwrap(bytes, into), into.Length);
    }

    internal static void Exact(string path, int count, int length)
    {
        if (count != length) throw new StructureFileException(path, $"the chunk holds {count} bytes where {length} are expected: damaged.");
    }

    private static void Exact(string path, ReadOnlySpan<byte> bytes, Span<byte> into)
    {
        Exact(path, bytes.Length, into.Length);
        bytes.CopyTo(into);
    }
}
