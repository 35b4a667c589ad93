using System.Buffers.Binary;
using System.IO.Compression;
using K4os.Compression.LZ4;

namespace Filler.Structures;

/// <summary>A Blosc 1 buffer (github.com/Blosc/c-blosc, README_CHUNK_FORMAT) with byte shuffle and lz4, zlib or zstd inside.</summary>
internal static class BloscChunk
{
    private const int HeaderBytes = 16;

    public static void Decode(string path, ReadOnlySpan<byte> bytes, Span<byte> into)
    {
        if (bytes.Length < HeaderBytes) throw new StructureFileException(path, "ends within the blosc header.");
        var (flags, typeSize) = (bytes[2], bytes[3]);
        var (length, block) = (BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));
        ZarrCodecs.Exact(path, length, into.Length);
        if ((flags & 2) != 0)
        {
            bytes.Slice(HeaderBytes, length).CopyTo(into);
            return;
        }

        if ((flags & 4) != 0) throw new StructureFileException(path, "blosc's bit shuffle is not read: save with byte shuffle or none.");
        if (block < 1 || block > length || typeSize < 1) throw new StructureFileException(path, $"blocks of {block} bytes in a chunk of {length}: damaged.");
        var blocks = (length + block - 1) / block;
        var shuffled = (flags & 1) != 0 && typeSize > 1;
        var plain = new byte[block];
        for (var b = 0; b < blocks; b++)
        {
            var target = into.Slice(b * block, Math.Min(block, length - (b * block)));
            var start = BinaryPrimitives.ReadInt32LittleEndian(bytes[(HeaderBytes + (4 * b))..]);
            if (start < HeaderBytes || start > bytes.Length) throw new StructureFileException(path, $"block {b} begins at {start}: damaged.");
            // Blosc 1 splits a full block into one stream a byte of the type, unless told not to.
            var splits = (flags & 16) == 0 && typeSize <= 16 && target.Length == block && block / typeSize >= 128 ? typeSize : 1;
            DecodeBlock(path, bytes[start..], flags >> 5, splits, plain.AsSpan(0, target.Length));
            if (shuffled) Unshuffle(plain.AsSpan(0, target.Length), target, typeSize);
            else plain.AsSpan(0, target.Length).CopyTo(target);
        }
    }

    private static void DecodeBlock(string path, ReadOnlySpan<byte> bytes, int codec, int splits, Span<byte> into)
    {
        var part = into.Length / splits;
        for (var s = 0; s < splits; s++)
        {
            var target = into.Slice(s * part, part);
            var size = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            bytes = bytes[4..];
            if (size < 0 || size > bytes.Length) throw new StructureFileException(path, $"a stream of {size} bytes: damaged.");
            if (size == part) bytes[..size].CopyTo(target);
            else DecodeStream(path, bytes[..size], codec, target);
            bytes = bytes[size..];
        }
    }

    private static void DecodeStream(string path, ReadOnlySpan<byte> bytes, int codec, Span<byte> into)
    {
        switch (codec)
        {
            case 1: ZarrCodecs.Exact(path, LZ4Codec.Decode(bytes, into), into.Length); break;
            case 3: ZarrCodecs.Inflate(path, new ZLibStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress), into); break;
            case 4: ZarrCodecs.Zstd(path, bytes, into); break;
            default: throw new StructureFileException(path, $"blosc's inner compression {codec} (blosclz or snappy) is not read: save with lz4, zlib or zstd.");
        }
    }

    private static void Unshuffle(ReadOnlySpan<byte> shuffled, Span<byte> into, int typeSize)
    {
        var count = into.Length / typeSize;
        for (var b = 0; b < typeSize; b++)
        {
            for (var i = 0; i < count; i++) into[(i * typeSize) + b] = shuffled[(b * count) + i];
        }

        shuffled[(count * typeSize)..].CopyTo(into[(count * typeSize)..]);
    }
}
