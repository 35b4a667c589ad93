namespace Filler.Structures;

/// <summary>MRC/CCP4: modes 0, 1, 2 and 6, either byte order, any axis order; never compressed.</summary>
internal sealed class MrcReader : IVolumeReader
{
    private readonly RawSections raw;

    private MrcReader(RawSections raw) => this.raw = raw;

    public VolumeHeader Header => raw.Header;

    public long StoredBytes => raw.StoredBytes;

    public IReadOnlyList<SectionExtent> Extents => raw.Extents;

    public int SectionsAtOnce => 1;

    public static MrcReader Open(string path)
    {
        var bytes = new byte[MrcHeader.Bytes];
        using (var stream = File.OpenRead(path))
        {
            if (stream.Length < bytes.Length)
                throw new StructureFileException(
                    path, $"{stream.Length} bytes are fewer than the {MrcHeader.Bytes} of an MRC header: truncated, or not an MRC file.");
            stream.ReadExactly(bytes);
        }

        var h = MrcHeader.Parse(path, bytes);
        var header = new VolumeHeader(
            h.Columns, h.Rows, h.Sections, TypeOf(h.Mode), h.BigEndian, (h.Axes.Column - 1, h.Axes.Row - 1, h.Axes.Section - 1), VoxelSize(h));
        return new MrcReader(new RawSections(path, header, MrcHeader.Bytes + (long)h.ExtendedBytes));
    }

    public void Read(int first, int count, Span<byte> into) => raw.Read(first, count, into);

    public void Dispose() => raw.Dispose();

    private static VoxelType TypeOf(int mode) => mode switch
    {
        0 => VoxelType.Int8,
        1 => VoxelType.Int16,
        6 => VoxelType.UInt16,
        _ => VoxelType.Float32,
    };

    private static (double X, double Y, double Z) VoxelSize(MrcHeader h)
    {
        return (Edge(h.CellAngstrom.X, h.Intervals.X), Edge(h.CellAngstrom.Y, h.Intervals.Y), Edge(h.CellAngstrom.Z, h.Intervals.Z));

        static double Edge(double cell, int intervals) => intervals > 0 && double.IsFinite(cell) ? cell / intervals / 10 : 0;
    }
}
