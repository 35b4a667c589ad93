using System.Text.Json;
using System.Text.Json.Serialization;

namespace Filler.Structures;

/// <summary>Plain voxels beside a JSON header: <c>volume.raw</c> and <c>volume.raw.json</c>.</summary>
/// <remarks>
/// <c>{ "shape": [z, y, x], "type": "uint8", "byteOrder": "little", "offset": 0, "voxelNm": [x, y, z], "file": "volume.raw" }</c>; the last four may be
/// left out.
/// </remarks>
internal static class RawReader
{
    private const int LongestHeader = 1 << 16;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectNullableAnnotations = true,
    };

    public static IVolumeReader Open(string headerPath)
    {
        if (!File.Exists(headerPath))
            throw new StructureFileException(headerPath, "raw voxels need a JSON header of this name: {\"shape\": [z, y, x], \"type\": \"uint8\"}.");
        var description = Parse(headerPath);
        if (description.Shape is not [var z, var y, var x])
            throw new StructureFileException(headerPath, $"shape has {description.Shape.Count} lengths: give [z, y, x].");
        var type = VoxelTypes.FromName(description.Type)
            ?? throw new StructureFileException(headerPath, $"type '{description.Type}' is unknown: give uint8, int8, uint16, int16, uint32, int32, float32 or float64.");
        var bigEndian = description.ByteOrder switch
        {
            "little" => false,
            "big" => true,
            _ => throw new StructureFileException(headerPath, $"byteOrder '{description.ByteOrder}' is unknown: give little or big."),
        };
        if (description.VoxelNm is not (null or [_, _, _])) throw new StructureFileException(headerPath, "voxelNm has not three lengths: give [x, y, z].");
        var size = description.VoxelNm is [var vx, var vy, var vz] ? (vx, vy, vz) : default;
        if (description.Offset < 0) throw new StructureFileException(headerPath, $"offset is {description.Offset}: give 0 or more bytes.");
        return new RawSections(Voxels(headerPath, description.File), new VolumeHeader(x, y, z, type, bigEndian, (0, 1, 2), size), description.Offset);
    }

    private static Description Parse(string headerPath)
    {
        if (new FileInfo(headerPath).Length > LongestHeader)
            throw new StructureFileException(headerPath, $"larger than {LongestHeader} bytes: this is no header of raw voxels.");
        try
        {
            return JsonSerializer.Deserialize<Description>(File.ReadAllBytes(headerPath), Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new StructureFileException(headerPath, $"not a header of raw voxels: {e.Message}", e);
        }
    }

    private static string Voxels(string headerPath, string? file)
    {
        if (file is not null && (file.Length == 0 || Path.GetFileName(file) != file || file.Contains('\0')))
            throw new StructureFileException(headerPath, $"file '{file}' must be a name in the header's own folder.");
        var path = file is null ? Path.ChangeExtension(headerPath, null) : Path.Combine(Path.GetDirectoryName(headerPath) ?? "", file);
        return File.Exists(path) ? path : throw new StructureFileException(headerPath, $"its voxels are missing: {path} does not exist.");
    }

    private sealed record Description
    {
        public required IReadOnlyList<int> Shape { get; init; }

        public required string Type { get; init; }

        public string ByteOrder { get; init; } = "little";

        public long Offset { get; init; }

        public IReadOnlyList<double>? VoxelNm { get; init; }

        public string? File { get; init; }
    }
}
