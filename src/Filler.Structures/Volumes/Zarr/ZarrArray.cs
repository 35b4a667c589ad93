using System.Text.Json;

namespace Filler.Structures;

/// <summary>The metadata of one Zarr array, version 2 (<c>.zarray</c>) or 3 (<c>zarr.json</c>).</summary>
/// <param name="Shape">Lengths along each axis, slowest first.</param>
/// <param name="Chunks">Lengths of one chunk.</param>
/// <param name="Separator">Between the numbers of a chunk's name.</param>
/// <param name="Prefix">Before them: <c>c/</c> in version 3.</param>
/// <param name="Codecs">In the order in which a chunk is decoded.</param>
internal sealed record ZarrArray(
    string Folder, int[] Shape, int[] Chunks, VoxelType Type, bool BigEndian, double Fill, string Separator, string Prefix, IReadOnlyList<string> Codecs)
{
    private const int LongestMetadata = 1 << 24;

    public static bool IsOne(string folder) =>
        new[] { ".zarray", ".zgroup", ".zattrs", "zarr.json" }.Any(name => File.Exists(Path.Combine(folder, name)));

    public static JsonElement? Document(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) return null;
        if (new FileInfo(path).Length > LongestMetadata) throw new StructureFileException(path, "too large for metadata.");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException("no object");
        }
        catch (JsonException e)
        {
            throw new StructureFileException(path, $"not Zarr metadata: {e.Message}", e);
        }
    }

    /// <summary>The array in a folder; null where there is none.</summary>
    public static ZarrArray? Find(string folder)
    {
        try
        {
            if (Document(folder, ".zarray") is { } two) return Version2(folder, two);
            return Document(folder, "zarr.json") is { } three && three.GetProperty("node_type").GetString() == "array" ? Version3(folder, three) : null;
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new StructureFileException(folder, $"its Zarr metadata lack a field, or have one of another kind ({e.Message}).", e);
        }
    }

    private static ZarrArray Version2(string folder, JsonElement json)
    {
        var code = json.GetProperty("dtype").GetString() ?? "";
        var type = code.Length == 3 ? VoxelTypes.FromNumPy(code[1..]) : null;
        if (type is null) throw new StructureFileException(folder, $"dtype '{code}' is not read: save integers or floats.");
        if (json.GetProperty("order").GetString() != "C") throw new StructureFileException(folder, "order F is not read: save the array in order C.");
        if (json.TryGetProperty("filters", out var filters) && filters.ValueKind == JsonValueKind.Array && filters.GetArrayLength() > 0)
            throw new StructureFileException(folder, "filters are not read: save the array without.");
        var compressor = json.GetProperty("compressor");
        string[] codecs = compressor.ValueKind == JsonValueKind.Object ? [compressor.GetProperty("id").GetString() ?? ""] : [];
        var separator = json.TryGetProperty("dimension_separator", out var s) ? s.GetString() ?? "." : ".";
        return new ZarrArray(folder, Lengths(json.GetProperty("shape")), Lengths(json.GetProperty("chunks")), type.Value, code[0] == '>', Number(json.GetProperty("fill_value")), separator, "", codecs).Checked();
    }

    private static ZarrArray Version3(string folder, JsonElement json)
    {
        var name = json.GetProperty("data_type").GetString() ?? "";
        var type = VoxelTypes.FromName(name) ?? throw new StructureFileException(folder, $"data_type '{name}' is not read: save integers or floats.");
        var grid = json.GetProperty("chunk_grid");
        if (grid.GetProperty("name").GetString() != "regular") throw new StructureFileException(folder, "only regular chunk grids are read.");
        var (bigEndian, codecs) = (false, new List<string>());
        foreach (var codec in json.GetProperty("codecs").EnumerateArray().Reverse())
        {
            var id = codec.GetProperty("name").GetString() ?? "";
            if (id == "bytes") bigEndian = codec.TryGetProperty("configuration", out var c) && c.TryGetProperty("endian", out var e) && e.GetString() == "big";
            else codecs.Add(id);
        }

        var keys = json.GetProperty("chunk_key_encoding");
        var two = keys.GetProperty("name").GetString() == "v2";
        var separator = keys.TryGetProperty("configuration", out var k) && k.TryGetProperty("separator", out var s) ? s.GetString() ?? "/" : two ? "." : "/";
        return new ZarrArray(
            folder, Lengths(json.GetProperty("shape")), Lengths(grid.GetProperty("configuration").GetProperty("chunk_shape")), type, bigEndian,
            Number(json.GetProperty("fill_value")), separator, two ? "" : "c" + separator, codecs).Checked();
    }

    private static int[] Lengths(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt32())];

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;

    private ZarrArray Checked()
    {
        if (Shape.Length != Chunks.Length || Shape.Length is < 3 or > 5 || Shape.Concat(Chunks).Any(n => n is < 1 or > 1_000_000))
            throw new StructureFileException(Folder, $"shape ({string.Join(", ", Shape)}) in chunks of ({string.Join(", ", Chunks)}): a volume has 3 axes, or up to 5 of which the first have length 1.");
        if (Shape[..^3].Any(n => n != 1))
            throw new StructureFileException(Folder, $"shape ({string.Join(", ", Shape)}): several times or channels; save one as a volume of its own.");
        if (Separator is not ("." or "/")) throw new StructureFileException(Folder, $"the separator '{Separator}' of chunk names must be . or /.");
        if (Chunks.Aggregate((Int128)Type.Bytes(), (p, n) => p * n) > 1 << 30) throw new StructureFileException(Folder, "a chunk is larger than 1 GiB: save smaller ones.");
        return this;
    }
}
