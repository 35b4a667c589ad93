namespace Filler.Structures;

/// <summary>Which reader a path belongs to: by what the file begins with, where formats have a mark; else by its name.</summary>
internal static class VolumeFormats
{
    private const string Known = "MRC, TIFF, NRRD, raw with a .json header, .npy, HDF5, OME-Zarr";

    public static IVolumeReader Open(string path, VolumeFileOptions options)
    {
        if (Directory.Exists(path)) return ZarrArray.IsOne(path) ? ZarrReader.Open(path, options.Dataset) : TiffReader.OpenStack(path, TiffStack.InFolder(path));
        if (TiffStack.IsPattern(path)) return TiffReader.OpenStack(path, TiffStack.Matching(path));
        var start = Start(path);
        var name = Path.GetFileName(path).ToUpperInvariant();
        if (start is [0x89, (byte)'H', (byte)'D', (byte)'F', ..]) return Hdf5Reader.Open(path, options.Dataset);
        if (options.Dataset is { } dataset)
            throw new StructureFileException(path, $"dataset is '{dataset}', but this is no HDF5 file and no Zarr group: leave dataset out.");
        if (start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) || start.StartsWith("II+\0"u8) || start.StartsWith("MM\0+"u8))
            return TiffReader.OpenStack(path, [path]);
        if (start.StartsWith("NRRD"u8)) return NrrdReader.Open(path);
        if (NpyHeader.IsOne(start)) return NpyReader.Open(path);
        if (name.EndsWith(".JSON", StringComparison.Ordinal)) return RawReader.Open(path);
        if (name.EndsWith(".RAW", StringComparison.Ordinal)) return RawReader.Open(path + ".json");
        if (start.Length >= MrcHeader.Bytes || name.EndsWith(".MRC", StringComparison.Ordinal) || name.EndsWith(".MAP", StringComparison.Ordinal))
            return MrcReader.Open(path);
        throw new StructureFileException(path, $"{new FileInfo(path).Length} bytes that are no volume, or one truncated within its header: give {Known}.");
    }

    private static ReadOnlySpan<byte> Start(string path)
    {
        using var stream = File.OpenRead(path);
        var start = new byte[MrcHeader.Bytes];
        return start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
    }
}
