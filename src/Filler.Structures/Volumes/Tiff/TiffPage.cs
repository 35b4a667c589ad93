namespace Filler.Structures;

/// <summary>One image of a TIFF file.</summary>
/// <param name="Directory">Where its directory lies.</param>
/// <param name="Pixels">Where its pixels lie in one piece, uncompressed; null where they do not.</param>
internal sealed record TiffPage(string Path, long Directory, int Width, int Height, VoxelType Type, bool BigEndian, long? Pixels, string Description, double NmPerPixelX, double NmPerPixelY)
{
    private const int MostPages = 1_000_000;

    public static List<TiffPage> ReadAll(string path)
    {
        using var file = new TiffFile(path);
        var pages = new List<TiffPage>();
        var seen = new HashSet<long>();
        for (var offset = file.FirstDirectory; offset != 0;)
        {
            if (!seen.Add(offset) || pages.Count == MostPages) throw new StructureFileException(path, $"the chain of pages does not end (directory at {offset}): damaged.");
            var tags = new TiffTags(file, offset);
            pages.Add(Of(file, tags, offset));
            offset = tags.Next;
        }

        return pages.Count > 0 ? pages : throw new StructureFileException(path, "no image in the file.");
    }

    private static TiffPage Of(TiffFile file, TiffTags tags, long offset)
    {
        var (width, height) = (tags.Number(TiffTags.Width, 0), tags.Number(TiffTags.Height, 0));
        var (bits, format, samples) = (tags.Number(TiffTags.Bits, 1), tags.Number(TiffTags.SampleFormat, 1), tags.Number(TiffTags.Samples, 1));
        if (width is < 1 or > 1_000_000 || height is < 1 or > 1_000_000) throw new StructureFileException(file.Path, $"a page of {width} × {height} pixels: damaged.");
        if (samples != 1) throw new StructureFileException(file.Path, $"{samples} values a pixel: convert the colour images to grey.");
        VoxelType type = (bits, format) switch
        {
            (8, 1) => VoxelType.UInt8,
            (8, 2) => VoxelType.Int8,
            (16, 1) => VoxelType.UInt16,
            (16, 2) => VoxelType.Int16,
            (32, 1) => VoxelType.UInt32,
            (32, 2) => VoxelType.Int32,
            (32, 3) => VoxelType.Float32,
            (64, 3) => VoxelType.Float64,
            _ => throw new StructureFileException(file.Path, $"pixels of {bits} bits in sample format {format} are not read: save 8, 16 or 32 bits."),
        };
        var (x, y) = Resolution(tags);
        return new TiffPage(
            file.Path, offset, (int)width, (int)height, type, file.IsBigEndian, OnePiece(file, tags, width * height * type.Bytes()), tags.Text(TiffTags.Description), x, y);
    }

    private static long? OnePiece(TiffFile file, TiffTags tags, long bytes)
    {
        CheckPieces(file, tags, TiffTags.StripOffsets, TiffTags.StripByteCounts);
        CheckPieces(file, tags, TiffTags.TileOffsets, TiffTags.TileByteCounts);
        if (tags.Number(TiffTags.Compression, 1) != 1 || tags.Has(TiffTags.TileOffsets)) return null;
        if (!tags.Has(TiffTags.StripOffsets)) throw new StructureFileException(file.Path, "a page without pixels: damaged.");
        var offsets = tags.Numbers(TiffTags.StripOffsets);
        // Byte counts are wrong in many old files of a single strip: the page's own size says as much.
        var counts = offsets.Length == 1 || !tags.Has(TiffTags.StripByteCounts) ? [bytes] : tags.Numbers(TiffTags.StripByteCounts);
        for (var i = 1; i < offsets.Length; i++)
        {
            if (i >= counts.Length || offsets[i] != offsets[i - 1] + counts[i - 1]) return null;
        }

        if (offsets[0] > file.Length - bytes)
            throw new StructureFileException(file.Path, $"a page of {bytes} bytes at {offsets[0]} lies beyond the file's {file.Length}: truncated. Copy it again.");
        return offsets[0];
    }

    // The decoder takes a buffer for as many bytes as a piece promises.
    private static void CheckPieces(TiffFile file, TiffTags tags, int offsetsTag, int countsTag)
    {
        if (!tags.Has(offsetsTag) || !tags.Has(countsTag)) return;
        var counts = tags.Numbers(countsTag);
        if (tags.Numbers(offsetsTag).Length != counts.Length || counts.Any(c => c > file.Length))
            throw new StructureFileException(file.Path, $"{counts.Length} strips or tiles, the largest of {counts.Max()} bytes, in a file of {file.Length}: damaged.");
    }

    private static (double X, double Y) Resolution(TiffTags tags)
    {
        double? unit = tags.Number(TiffTags.ResolutionUnit, 2) switch { 2 => 25.4e6, 3 => 1e7, _ => null };
        var (x, y) = (tags.Rational(TiffTags.XResolution), tags.Rational(TiffTags.YResolution));
        // 72 or 300 dots an inch say how large to print, not how large the sample is.
        if (unit is null || x <= 1200 || y <= 1200) return x > 0 && y > 0 && unit is null ? (-1 / x, -1 / y) : (0, 0);
        return (unit.Value / x, unit.Value / y);
    }
}
