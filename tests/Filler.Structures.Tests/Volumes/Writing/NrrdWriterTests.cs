using System.Text;

namespace Filler.Structures.Tests.Volumes.Writing;

public sealed class NrrdWriterTests : IDisposable
{
    private static readonly Dictionary<string, string> Provenance = new() { ["filler note"] = "line\nand \\ and µ" };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("filler-nrrd-");

    [Theory]
    [InlineData(VoxelType.UInt8, 0f, 255f)]
    [InlineData(VoxelType.Int8, -128f, 127f)]
    [InlineData(VoxelType.UInt16, 0f, 65535f)]
    [InlineData(VoxelType.Int16, -32768f, 32767f)]
    [InlineData(VoxelType.Float32, -1e9f, 1e9f)]
    public void What_is_written_is_read_again(VoxelType type, float least, float most)
    {
        var path = Path.Combine(folder.FullName, "v.nrrd");
        using (var sut = new NrrdWriter(path, 3, 2, 2, (1.5, 1.5, 6.25), type, Provenance))
        {
            sut.Write([0, 1, 2, 3, 4, 5]);
            sut.Write([-1e9f, 1e9f, 10.4f, 10.6f, 7, 8]);
            sut.Complete();
        }

        using var volume = VolumeFile.Open(path, new VolumeFileOptions(null, null, null), CancellationToken.None);

        Assert.Equal((3, 2, 2, type, true), (volume.Nx, volume.Ny, volume.Nz, volume.Type, volume.IsMapped));
        Assert.Equal((1.5, 1.5, 6.25), volume.VoxelNm);
        float[] rounded = type == VoxelType.Float32 ? [10.4f, 10.6f] : [10, 11];
        Assert.Equal([0, 1, 2, 3, 4, 5, least, most, .. rounded, 7, 8], volume.ToArray());
    }

    [Fact]
    public void The_header_says_how_the_file_was_made_within_one_line()
    {
        var path = Path.Combine(folder.FullName, "v.nrrd");
        using (var sut = new NrrdWriter(path, 1, 1, 1, (1, 1, 1), VoxelType.UInt8, Provenance))
        {
            sut.Write([1]);
            sut.Complete();
        }

        Assert.Contains("\nfiller note:=line\\nand \\\\ and ?\n", Encoding.Latin1.GetString(File.ReadAllBytes(path)));
    }

    [Fact]
    public void Half_a_file_is_never_met()
    {
        var path = Path.Combine(folder.FullName, "v.nrrd");
        using (var sut = new NrrdWriter(path, 1, 1, 2, (1, 1, 1), VoxelType.UInt8, Provenance))
        {
            sut.Write([1]);
            Assert.Throws<InvalidOperationException>(sut.Complete);
        }

        Assert.Empty(folder.EnumerateFiles());
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named() =>
        Assert.Contains("cannot be written", Assert.Throws<StructureFileException>(() => new NrrdWriter(Path.Combine(folder.FullName, "no", "v.nrrd"), 1, 1, 1, (1, 1, 1), VoxelType.UInt8, Provenance)).Message);

    public void Dispose() => folder.Delete(recursive: true);
}
