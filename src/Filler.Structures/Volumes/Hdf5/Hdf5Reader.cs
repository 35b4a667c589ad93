using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace Filler.Structures;

/// <summary>An array (z, y, x) inside an HDF5 file, contiguous or chunked, with PureHDF's filters (deflate, shuffle, …).</summary>
internal sealed class Hdf5Reader : IVolumeReader
{
    private const int MostObjects = 10_000;

    private readonly NativeFile file;
    private readonly IH5Dataset dataset;
    private readonly string path, name;

    private Hdf5Reader(string path, NativeFile file, IH5Dataset dataset, string name)
    {
        (this.path, this.file, this.dataset, this.name) = (path, file, dataset, name);
        var shape = dataset.Space.Dimensions;
        if (shape.Length != 3) throw new StructureFileException(path, $"dataset '{name}' has {shape.Length} dimensions: a volume has 3, (z, y, x).");
        if (shape.Any(n => n is < 1 or > 1_000_000)) throw new StructureFileException(path, $"dataset '{name}' has the shape ({string.Join(", ", shape)}): damaged.");
        Header = new VolumeHeader((int)shape[2], (int)shape[1], (int)shape[0], TypeOf(), BigEndian: false, (0, 1, 2), VoxelNm()).Checked(path);
        // Chunks of the largest depth that HDF5 users choose; the library keeps those of a read in its cache.
        SectionsAtOnce = (int)Math.Clamp((32L << 20) / Header.SectionBytes, 1, 128);
    }

    public VolumeHeader Header { get; }

    public long StoredBytes => new FileInfo(path).Length;

    public IReadOnlyList<SectionExtent>? Extents => null;

    public int SectionsAtOnce { get; }

    public static Hdf5Reader Open(string path, string? dataset) => Guarded(path, () =>
    {
        var file = H5File.OpenRead(path);
        var found = new List<(string Name, IH5Dataset Dataset)>();
        var left = MostObjects;
        if (dataset is null) Collect(path, file, "", found, ref left);
        else if (file.LinkExists(dataset)) found.Add((dataset, file.Dataset(dataset)));
        return found switch
        {
            [var one] => new Hdf5Reader(path, file, one.Dataset, one.Name),
            [] => throw new StructureFileException(path, dataset is null ? "no array of 3 dimensions in the file." : $"dataset '{dataset}' does not exist."),
            _ => throw new StructureFileException(path, $"several arrays: give dataset, one of {string.Join(", ", found.Take(10).Select(f => f.Name))}."),
        };
    });

    public void Read(int first, int count, Span<byte> into)
    {
        var bytes = Guarded(path, () =>
        {
            var buffer = new byte[count * Header.SectionBytes];
            var selection = new HyperslabSelection(3, [(ulong)first, 0, 0], [(ulong)count, (ulong)Header.Rows, (ulong)Header.Columns]);
            ReadInto(buffer, selection);
            return buffer;
        });
        bytes.CopyTo(into);
    }

    public void Dispose() => file.Dispose();

    private void ReadInto(byte[] buffer, HyperslabSelection selection)
    {
        switch (Header.Type)
        {
            case VoxelType.UInt8: Copy<byte>(buffer, selection); break;
            case VoxelType.Int8: Copy<sbyte>(buffer, selection); break;
            case VoxelType.UInt16: Copy<ushort>(buffer, selection); break;
            case VoxelType.Int16: Copy<short>(buffer, selection); break;
            case VoxelType.UInt32: Copy<uint>(buffer, selection); break;
            case VoxelType.Int32: Copy<int>(buffer, selection); break;
            case VoxelType.UInt64: Copy<ulong>(buffer, selection); break;
            case VoxelType.Int64: Copy<long>(buffer, selection); break;
            case VoxelType.Float32: Copy<float>(buffer, selection); break;
            default: Copy<double>(buffer, selection); break;
        }
    }

    private void Copy<T>(byte[] buffer, HyperslabSelection selection)
        where T : unmanaged =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(dataset.Read<T[]>(selection)).CopyTo(buffer);

    private VoxelType TypeOf() => (dataset.Type.Class, dataset.Type.Size) switch
    {
        (H5DataTypeClass.FixedPoint, 1) => dataset.Type.FixedPoint.IsSigned ? VoxelType.Int8 : VoxelType.UInt8,
        (H5DataTypeClass.FixedPoint, 2) => dataset.Type.FixedPoint.IsSigned ? VoxelType.Int16 : VoxelType.UInt16,
        (H5DataTypeClass.FixedPoint, 4) => dataset.Type.FixedPoint.IsSigned ? VoxelType.Int32 : VoxelType.UInt32,
        (H5DataTypeClass.FixedPoint, 8) => dataset.Type.FixedPoint.IsSigned ? VoxelType.Int64 : VoxelType.UInt64,
        (H5DataTypeClass.FloatingPoint, 4) => VoxelType.Float32,
        (H5DataTypeClass.FloatingPoint, 8) => VoxelType.Float64,
        var (kind, size) => throw new StructureFileException(path, $"dataset '{name}' holds {kind} of {size} bytes: save integers or floats."),
    };

    // What ilastik and ImageJ's HDF5 plug-in write: micrometres along z, y, x.
    private (double X, double Y, double Z) VoxelNm()
    {
        if (!dataset.AttributeExists("element_size_um")) return default;
        var um = dataset.Attribute("element_size_um").Read<double[]>();
        return um is [var z, var y, var x] ? (1e3 * x, 1e3 * y, 1e3 * z) : default;
    }

    private static void Collect(string path, IH5Group group, string prefix, List<(string Name, IH5Dataset Dataset)> found, ref int left)
    {
        foreach (var child in group.Children())
        {
            if (--left < 0) throw new StructureFileException(path, $"more than {MostObjects} objects: give dataset.");
            if (child is IH5Dataset dataset && dataset.Space.Dimensions.Length == 3) found.Add(($"{prefix}/{child.Name}", dataset));
            else if (child is IH5Group inner && prefix.Length < 200) Collect(path, inner, $"{prefix}/{child.Name}", found, ref left);
        }
    }

    /// <remarks>The library meets damage with whatever exception its parsing throws; all of them mean the file.</remarks>
    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (StructureFileException or UnauthorizedAccessException))
        {
            throw new StructureFileException(path, $"cannot be read as HDF5 ({e.Message.TrimEnd('.')}): damaged, truncated, or a feature that is not read.", e);
        }
    }
}
