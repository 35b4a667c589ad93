namespace Filler.Structures;

/// <summary>What a volume file says of itself.</summary>
/// <param name="Columns">Voxels along the file's fastest axis.</param>
/// <param name="Rows">Along its middle axis.</param>
/// <param name="Sections">Along its slowest axis.</param>
/// <param name="Axes">Which axis of space (0 x, 1 y, 2 z) columns, rows and sections run along.</param>
/// <param name="VoxelNm">Along x, y, z; 0 along an axis that the file does not give.</param>
internal sealed record VolumeHeader(
    int Columns, int Rows, int Sections, VoxelType Type, bool BigEndian,
    (int Column, int Row, int Section) Axes, (double X, double Y, double Z) VoxelNm)
{
    private const int MaxEdge = 1_000_000;

    public long SectionBytes => (long)Columns * Rows * Type.Bytes();

    public long Bytes => SectionBytes * Sections;

    public bool IsInOrder => Axes == (0, 1, 2);

    /// <exception cref="StructureFileException">Sizes that no volume has.</exception>
    public VolumeHeader Checked(string path)
    {
        if (Columns is < 1 or > MaxEdge || Rows is < 1 or > MaxEdge || Sections is < 1 or > MaxEdge)
            throw new StructureFileException(path, $"{Columns} × {Rows} × {Sections} voxels: each edge must be 1 to {MaxEdge}.");
        if (SectionBytes > int.MaxValue)
            throw new StructureFileException(path, $"a section of {Columns} × {Rows} voxels has {SectionBytes} bytes; at most {int.MaxValue} are read: crop it.");
        return this;
    }
}
