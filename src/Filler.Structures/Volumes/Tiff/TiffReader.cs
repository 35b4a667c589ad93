namespace Filler.Structures;

/// <summary>TIFF and BigTIFF: pages of one file, or one file per section.</summary>
internal sealed class TiffReader : IVolumeReader
{
    private readonly List<TiffPage> pages;
    private readonly TiffDecoder decoder = new();

    private TiffReader(List<TiffPage> pages, long storedBytes)
    {
        (this.pages, StoredBytes) = (pages, storedBytes);
        var first = pages[0];
        Header = new VolumeHeader(first.Width, first.Height, pages.Count, first.Type, false, (0, 1, 2), TiffVoxelSize.Of(first)).Checked(first.Path);
        var inPlace = pages.All(p => p.Pixels is not null && (!p.BigEndian || first.Type.Bytes() == 1));
        Extents = inPlace ? [.. pages.Select(p => new SectionExtent(p.Path, p.Pixels!.Value))] : null;
    }

    public VolumeHeader Header { get; }

    public long StoredBytes { get; }

    public IReadOnlyList<SectionExtent>? Extents { get; }

    public int SectionsAtOnce => 1;

    public static TiffReader OpenStack(string path, IReadOnlyList<string> files)
    {
        var pages = files.SelectMany(TiffPage.ReadAll).ToList();
        if (pages.Count == 1) AddUnlisted(pages);
        var first = pages[0];
        if (pages.Find(p => (p.Width, p.Height, p.Type) != (first.Width, first.Height, first.Type)) is { } other)
            throw new StructureFileException(
                path, $"pages differ: {first.Width} × {first.Height} {first.Type} first, then {other.Width} × {other.Height} {other.Type} in {other.Path}. Give one size.");
        return new TiffReader(pages, files.Sum(f => new FileInfo(f).Length));
    }

    public void Read(int first, int count, Span<byte> into)
    {
        for (var s = 0; s < count; s++)
        {
            var bytes = (int)Header.SectionBytes;
            decoder.Read(pages[first + s], into.Slice(s * bytes, bytes));
        }
    }

    public void Dispose() => decoder.Dispose();

    private static void AddUnlisted(List<TiffPage> pages)
    {
        var first = pages[0];
        var images = TiffVoxelSize.ImagesOfImageJ(first);
        if (images == 1 || first.Pixels is not { } start) return;
        var bytes = (long)first.Width * first.Height * first.Type.Bytes();
        if (bytes * images > new FileInfo(first.Path).Length - start)
            throw new StructureFileException(first.Path, $"truncated: ImageJ's description promises {images} sections of {bytes} bytes. Copy it again.");
        for (var s = 1; s < images; s++) pages.Add(first with { Pixels = start + (s * bytes) });
    }
}
