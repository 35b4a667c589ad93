namespace Filler.Structures.Tests;

public class ForeignVolumeTests(ForeignVolumes volumes) : IClassFixture<ForeignVolumes>
{
    [SkippableTheory]
    [InlineData("tiff", 23)]
    [InlineData("imagej", 1)]
    [InlineData("ome", 1)]
    [InlineData("stack", 2)]
    [InlineData("mrc", 4)]
    [InlineData("npy", 9)]
    [InlineData("hdf5-little", 9)]
    [InlineData("hdf5-u1", 3)]
    [InlineData("zarr", 48)]
    [InlineData("nrrd", 16)]
    public void Volumes_of_other_programs_are_read_voxel_for_voxel(string format, int atLeast)
    {
        Skip.If(volumes.Missing is not null, volumes.Missing);
        var cases = volumes.Cases().Where(c => c.Name.StartsWith(format, StringComparison.Ordinal)).ToList();
        Assert.True(cases.Count >= atLeast, $"{cases.Count} cases of {format}: {string.Join(", ", cases.Select(c => c.Name))}");
        var wrong = new List<string>();
        foreach (var c in cases)
        {
            try
            {
                // A voxel size is given only where the file has none.
                using var v = VolumeFile.Open(c.Path, new VolumeFileOptions(c.VoxelNm.X == 0 ? 1 : null, null, c.Dataset), CancellationToken.None);
                if ((v.Nx, v.Ny, v.Nz) != c.Size) wrong.Add($"{c.Name}: size {(v.Nx, v.Ny, v.Nz)} is not {c.Size}");
                else if (!v.ToArray().AsSpan().SequenceEqual(c.Values)) wrong.Add($"{c.Name}: values differ");
                if (c.VoxelNm.X > 0 && !Near(v.VoxelNm, c.VoxelNm)) wrong.Add($"{c.Name}: voxels of {v.VoxelNm}, not {c.VoxelNm} nm");
            }
            catch (StructureFileException e)
            {
                wrong.Add($"{c.Name}: {e.Message}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [SkippableFact]
    public void Uncompressed_files_in_the_machines_byte_order_are_not_copied()
    {
        Skip.If(volumes.Missing is not null, volumes.Missing);
        foreach (var c in volumes.Cases().Where(c => c.Name is "tiff-u1" or "tiff-little-f4-bigtiff" or "imagej" or "stack-folder" or "mrc-2" or "npy-little-i2" or "nrrd-short-raw-little"))
        {
            using var v = VolumeFile.Open(c.Path, new VolumeFileOptions(c.VoxelNm.X == 0 ? 1 : null), CancellationToken.None);
            Assert.True(v.IsMapped || c.Name == "imagej", c.Name);
        }
    }

    [SkippableFact]
    public void Big_endian_HDF5_is_refused_with_what_to_do()
    {
        Skip.If(volumes.Missing is not null, volumes.Missing);
        foreach (var c in volumes.Cases().Where(c => c.Name.StartsWith("hdf5-big", StringComparison.Ordinal)))
        {
            var error = Assert.Throws<StructureFileException>(() => VolumeFile.Open(c.Path, new VolumeFileOptions(Dataset: c.Dataset), CancellationToken.None));
            Assert.Contains("Byte order", error.Message, StringComparison.Ordinal);
        }
    }

    private static bool Near((double X, double Y, double Z) a, (double X, double Y, double Z) b) =>
        Math.Abs(a.X - b.X) < 1e-4 * b.X && Math.Abs(a.Y - b.Y) < 1e-4 * b.Y && Math.Abs(a.Z - b.Z) < 1e-4 * b.Z;
}
