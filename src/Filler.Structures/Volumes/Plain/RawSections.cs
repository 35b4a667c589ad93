namespace Filler.Structures;

/// <summary>Sections that follow one another uncompressed in one file: what MRC, NRRD, <c>.npy</c> and raw files come down to.</summary>
internal sealed class RawSections : IVolumeReader
{
    private readonly string path;
    private readonly long offset;
    private readonly FileStream stream;

    /// <exception cref="StructureFileException">The file is shorter than the header promises.</exception>
    public RawSections(string path, VolumeHeader header, long offset)
    {
        (this.path, this.offset, Header) = (path, offset, header.Checked(path));
        stream = File.OpenRead(path);
        StoredBytes = stream.Length;
        if (offset >= 0 && header.Bytes <= StoredBytes - offset) return;
        stream.Dispose();
        throw new StructureFileException(path, $"truncated: the header promises {offset + header.Bytes} bytes, the file has {StoredBytes}. Copy it again.");
    }

    public VolumeHeader Header { get; }

    public long StoredBytes { get; }

    public int SectionsAtOnce => (int)Math.Clamp((1L << 22) / Header.SectionBytes, 1, Header.Sections);

    public IReadOnlyList<SectionExtent> Extents => [.. Enumerable.Range(0, Header.Sections).Select(s => new SectionExtent(path, offset + (s * Header.SectionBytes)))];

    public void Read(int first, int count, Span<byte> into)
    {
        stream.Position = offset + (first * Header.SectionBytes);
        stream.ReadExactly(into);
    }

    public void Dispose() => stream.Dispose();
}
