using System.Text.Json;

namespace Filler.Structures;

/// <summary>A Zarr array, or the finest resolution of an OME-Zarr image (ngff 0.4 and 0.5).</summary>
internal sealed class ZarrReader : IVolumeReader
{
    private readonly ZarrArray array;
    private readonly byte[] chunk;

    private ZarrReader(ZarrArray array, (double X, double Y, double Z) voxelNm)
    {
        this.array = array;
        var (shape, axes) = (array.Shape, array.Shape.Length);
        Header = new VolumeHeader(shape[axes - 1], shape[axes - 2], shape[axes - 3], array.Type, array.BigEndian, (0, 1, 2), voxelNm).Checked(array.Folder);
        chunk = new byte[array.Chunks.Aggregate(array.Type.Bytes(), (p, n) => p * n)];
        StoredBytes = Directory.EnumerateFiles(array.Folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        if (chunk.Length / 1100 > StoredBytes) throw new StructureFileException(array.Folder, $"chunks of {chunk.Length} bytes in {StoredBytes} bytes of files: damaged.");
    }

    public VolumeHeader Header { get; }

    public long StoredBytes { get; }

    public IReadOnlyList<SectionExtent>? Extents => null;

    public int SectionsAtOnce => array.Chunks[^3];

    public static ZarrReader Open(string path, string? dataset)
    {
        if (dataset is not null && (Path.IsPathRooted(dataset) || dataset.Split('/').Contains("..") || dataset.Contains('\0', StringComparison.Ordinal)))
            throw new StructureFileException(path, $"dataset '{dataset}' must lie inside the group.");
        var (name, size) = Multiscale(path, dataset);
        var folder = name is null ? path : Path.Combine(path, name);
        var array = Directory.Exists(folder) ? ZarrArray.Find(folder) : null;
        return new ZarrReader(array ?? throw new StructureFileException(path, $"no Zarr array in '{name ?? "."}': give dataset, its path inside the group."), size);
    }

    public void Read(int first, int count, Span<byte> into)
    {
        into.Clear();
        var (chunks, axes) = (array.Chunks, array.Chunks.Length);
        int Blocks(int length, int axis) => (length + chunks[axis] - 1) / chunks[axis];
        for (var cz = first / chunks[axes - 3]; cz <= (first + count - 1) / chunks[axes - 3]; cz++)
        {
            for (var cy = 0; cy < Blocks(Header.Rows, axes - 2); cy++)
            {
                for (var cx = 0; cx < Blocks(Header.Columns, axes - 1); cx++)
                {
                    Load([.. Enumerable.Repeat(0, axes - 3), cz, cy, cx]);
                    Place(cz, cy, cx, first, count, into);
                }
            }
        }
    }

    public void Dispose()
    {
    }

    private void Load(int[] index)
    {
        var path = Path.Combine(array.Folder, array.Prefix + string.Join(array.Separator, index));
        if (File.Exists(path)) ZarrCodecs.Decode(path, array.Codecs, chunk);
        else if (array.Fill == 0) Array.Clear(chunk);
        else throw new StructureFileException(path, $"a missing chunk of value {array.Fill}: save the array in full.");
    }

    private void Place(int cz, int cy, int cx, int first, int count, Span<byte> into)
    {
        var (depth, height, width, pixel) = (array.Chunks[^3], array.Chunks[^2], array.Chunks[^1], array.Type.Bytes());
        var columns = Math.Min(width, Header.Columns - (cx * width)) * pixel;
        for (var z = Math.Max(first, cz * depth); z < Math.Min(first + count, (cz + 1) * depth); z++)
        {
            for (var y = 0; y < Math.Min(height, Header.Rows - (cy * height)); y++)
            {
                var from = ((((z - (cz * depth)) * height) + y) * width) * pixel;
                var to = (((((long)(z - first) * Header.Rows) + (cy * height) + y) * Header.Columns) + (cx * width)) * pixel;
                chunk.AsSpan(from, columns).CopyTo(into[(int)to..]);
            }
        }
    }

    private static (string? Name, (double X, double Y, double Z) VoxelNm) Multiscale(string path, string? dataset)
    {
        try
        {
            if (Attributes(path) is not { } attributes || !attributes.TryGetProperty("multiscales", out var multiscales)) return (dataset, default);
            var image = multiscales[0];
            var chosen = image.GetProperty("datasets").EnumerateArray().First(d => dataset is null || d.GetProperty("path").GetString() == dataset);
            return (chosen.GetProperty("path").GetString(), VoxelNm(image, chosen));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            if (dataset is not null) return (dataset, default);
            throw new StructureFileException(path, $"its OME-Zarr multiscales are incomplete ({e.Message}): give dataset.", e);
        }
    }

    private static JsonElement? Attributes(string path)
    {
        if (ZarrArray.Document(path, ".zattrs") is { } two) return two;
        if (ZarrArray.Document(path, "zarr.json") is not { } three || !three.TryGetProperty("attributes", out var attributes)) return null;
        return attributes.TryGetProperty("ome", out var ome) ? ome : attributes;
    }

    private static (double X, double Y, double Z) VoxelNm(JsonElement image, JsonElement chosen)
    {
        var units = image.GetProperty("axes").EnumerateArray()
            .Select(a => a.ValueKind == JsonValueKind.Object && a.TryGetProperty("unit", out var u) ? LengthUnits.Nm(u.GetString() ?? "") ?? 0 : 0).ToArray();
        var scale = chosen.GetProperty("coordinateTransformations").EnumerateArray()
            .Where(t => t.GetProperty("type").GetString() == "scale").Select(t => t.GetProperty("scale").EnumerateArray().Select(v => v.GetDouble()).ToArray()).First();
        return scale.Length == units.Length && units.Length >= 3 ? (scale[^1] * units[^1], scale[^2] * units[^2], scale[^3] * units[^3]) : default;
    }
}
