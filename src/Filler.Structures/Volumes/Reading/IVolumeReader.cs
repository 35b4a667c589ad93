namespace Filler.Structures;

/// <summary>One volume file of one format, open.</summary>
internal interface IVolumeReader : IDisposable
{
    VolumeHeader Header { get; }

    /// <summary>Bytes on disk that the volume is made from: what it unpacks to is held against them.</summary>
    long StoredBytes { get; }

    /// <summary>Where each section lies, where the file's bytes are the volume's own; null where they must be unpacked.</summary>
    IReadOnlyList<SectionExtent>? Extents { get; }

    /// <summary>How many sections are best read at once (a chunk's depth); ≥ 1.</summary>
    int SectionsAtOnce { get; }

    /// <summary>Reads whole sections as the header describes them; asked in rising order.</summary>
    /// <param name="into">count · <see cref="VolumeHeader.SectionBytes"/> bytes.</param>
    void Read(int first, int count, Span<byte> into);
}
