namespace Filler.Structures;

/// <summary>What a volume's file does not say, or says wrongly.</summary>
/// <param name="VoxelNm">Edge of a voxel in nm; null takes the file's own.</param>
/// <param name="SectionNm">Distance of neighbouring sections (along z) in nm, e.g. the milling step; null takes <paramref name="VoxelNm"/>,
/// then the file's own.</param>
/// <param name="Dataset">Path of the array inside an HDF5 file or a Zarr group; null takes the only one there is.</param>
public sealed record VolumeFileOptions(double? VoxelNm = null, double? SectionNm = null, string? Dataset = null)
{
    internal void Validate()
    {
        Length("voxelNm", VoxelNm);
        Length("sectionNm", SectionNm);

        static void Length(string name, double? value)
        {
            if (value is { } nm && !(nm > 0 && double.IsFinite(nm))) throw new ArgumentException($"{name} is {nm}: give a size above 0 nm.");
        }
    }
}
