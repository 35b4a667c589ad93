using System.Text;

namespace Filler.Structures;

/// <summary>The tags of one directory; every one lies inside the file, so that a decoder handed this directory meets no lie about sizes.</summary>
internal sealed class TiffTags
{
    public const int Width = 256, Height = 257, Bits = 258, Compression = 259, Description = 270, StripOffsets = 273, Samples = 277, RowsPerStrip = 278,
        StripByteCounts = 279, XResolution = 282, YResolution = 283, ResolutionUnit = 296, TileOffsets = 324, TileByteCounts = 325, SampleFormat = 339;

    private static readonly int[] BytesByType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    private readonly TiffFile file;
    private readonly Dictionary<int, (int Type, long Count, long Offset)> entries = [];

    public TiffTags(TiffFile file, long offset)
    {
        this.file = file;
        var (countBytes, entryBytes, wordBytes) = file.IsBig ? (8, 20, 8) : (2, 12, 4);
        var count = file.Integer(offset, countBytes);
        if (count > 4096) throw new StructureFileException(file.Path, $"a directory of {count} tags at {offset}: damaged.");
        var bytes = file.Bytes(offset + countBytes, (count * entryBytes) + wordBytes);
        for (var i = 0; i < count; i++) Add(bytes.AsSpan(i * entryBytes, entryBytes), offset + countBytes + (i * entryBytes), wordBytes);
        Next = (long)Math.Min(file.Unsigned(bytes.AsSpan((int)count * entryBytes, wordBytes)), long.MaxValue);
    }

    /// <summary>Where the next directory lies; 0 after the last.</summary>
    public long Next { get; }

    public bool Has(int tag) => entries.ContainsKey(tag);

    public long Number(int tag, long otherwise) => entries.ContainsKey(tag) ? Numbers(tag)[0] : otherwise;

    public long[] Numbers(int tag)
    {
        var (type, count, offset) = entries[tag];
        var size = BytesByType[type];
        if (count < 1 || type is 2 or 5 or 10 or 11 or 12) throw new StructureFileException(file.Path, $"tag {tag} holds no whole numbers: damaged.");
        var bytes = file.Bytes(offset, count * size);
        var numbers = new long[count];
        for (var i = 0; i < count; i++) numbers[i] = (long)Math.Min(file.Unsigned(bytes.AsSpan(i * size, size)), long.MaxValue);
        return numbers;
    }

    /// <summary>A fraction; 0 where there is none.</summary>
    public double Rational(int tag)
    {
        if (!entries.TryGetValue(tag, out var entry) || entry.Type != 5 || entry.Count < 1) return 0;
        var (over, under) = (file.Integer(entry.Offset, 4), file.Integer(entry.Offset + 4, 4));
        return under == 0 ? 0 : over / (double)under;
    }

    public string Text(int tag) =>
        entries.TryGetValue(tag, out var entry) && entry.Type is 1 or 2 ? Encoding.UTF8.GetString(file.Bytes(entry.Offset, entry.Count)).TrimEnd('\0') : "";

    private void Add(ReadOnlySpan<byte> entry, long at, int wordBytes)
    {
        var (tag, type) = ((int)file.Unsigned(entry[..2]), (int)file.Unsigned(entry.Slice(2, 2)));
        var count = file.Unsigned(entry.Slice(4, wordBytes));
        if (type < 1 || type >= BytesByType.Length || BytesByType[type] == 0)
            throw new StructureFileException(file.Path, $"tag {tag} has the unknown type {type}: damaged.");
        var size = (UInt128)count * (ulong)BytesByType[type];
        var offset = size <= (ulong)wordBytes ? (ulong)(at + 4 + wordBytes) : file.Unsigned(entry[(4 + wordBytes)..]);
        if (size + offset > (ulong)file.Length)
            throw new StructureFileException(file.Path, $"tag {tag} promises {count} values at {offset}, beyond the file's {file.Length} bytes: damaged or truncated.");
        entries[tag] = (type, (long)count, (long)offset);
    }
}
