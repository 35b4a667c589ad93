namespace Filler.Structures;

/// <summary>
/// Opens volumes: MRC/CCP4, TIFF (one file, or a folder or pattern of one per section), NRRD, raw with a JSON header, <c>.npy</c>, HDF5, OME-Zarr.
/// </summary>
/// <remarks>Uncompressed files in the machine's byte order are mapped and never copied (ADR 10).</remarks>
public static class VolumeFile
{
    /// <exception cref="StructureFileException">No such format, damaged, truncated, or larger than its file can hold; nothing large is allocated
    /// before.</exception>
    public static VoxelVolume Open(string path, VolumeFileOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        try
        {
            using var reader = VolumeFormats.Open(path, options);
            var size = VoxelSize(path, reader.Header.VoxelNm, options);
            return Unpacking.Run(path, reader, size, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StructureFileException(path, $"cannot be read: {e.Message}", e);
        }
    }

    private static (double X, double Y, double Z) VoxelSize(string path, (double X, double Y, double Z) own, VolumeFileOptions options)
    {
        var size = (options.VoxelNm ?? own.X, options.VoxelNm ?? own.Y, options.SectionNm ?? options.VoxelNm ?? own.Z);
        if (!Usable(size.Item1) || !Usable(size.Item2))
            throw new StructureFileException(path, "the file gives no voxel size: give voxelNm (and sectionNm where sections lie farther apart).");
        if (!Usable(size.Item3)) throw new StructureFileException(path, "the file gives no distance of its sections: give sectionNm.");
        return size;

        static bool Usable(double nm) => nm > 0 && double.IsFinite(nm);
    }
}
