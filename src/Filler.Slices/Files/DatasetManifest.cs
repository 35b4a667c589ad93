using System.Text.Json;

namespace Filler.Slices;

/// <summary>What a dataset holds, how it was made and how its files are checked: <c>manifest.json</c>, written last.</summary>
public sealed record DatasetManifest
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Version of this format; a reader refuses others.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>SHA-256 of the canonical recipe, 64 hexadecimal digits: the dataset's name.</summary>
    public required string Digest { get; init; }

    /// <summary>Version of the software that cut the images.</summary>
    public required string Software { get; init; }

    public required IReadOnlyList<DatasetClass> Classes { get; init; }

    public required int Pixels { get; init; }

    public required double PixelSizeNm { get; init; }

    public required double FieldOfViewNm { get; init; }

    public required double ThicknessNm { get; init; }

    public required DatasetSplit Train { get; init; }

    public required DatasetSplit Validation { get; init; }

    public required DatasetSplit Evaluation { get; init; }

    /// <summary>Everything that the images follow from, with the SHA-256 of each input file in its place.</summary>
    public required JsonElement Recipe { get; init; }

    /// <summary>The split by its name: <c>train</c>, <c>validation</c> or <c>evaluation</c>.</summary>
    public DatasetSplit Split(string name) => name switch
    {
        "train" => Train,
        "validation" => Validation,
        "evaluation" => Evaluation,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "splits are train, validation and evaluation"),
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="InvalidDataException">Not a manifest, of another version, or it contradicts itself.</exception>
    public static DatasetManifest Parse(ReadOnlySpan<byte> json, string name)
    {
        DatasetManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<DatasetManifest>(json, Json) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name}: not a dataset manifest: {e.Message}", e);
        }

        if (manifest.FormatVersion != CurrentFormat)
            throw new InvalidDataException(
                $"{name}: format version {manifest.FormatVersion}; this software reads {CurrentFormat}: build the dataset again");
        foreach (var split in new[] { manifest.Train, manifest.Validation, manifest.Evaluation })
        {
            if (split.Count != (long)split.ImagesPerClass * manifest.Classes.Count)
                throw new InvalidDataException(
                    $"{name}: {split.Count} images are not {split.ImagesPerClass} of each of {manifest.Classes.Count} classes");
        }

        return manifest;
    }
}
