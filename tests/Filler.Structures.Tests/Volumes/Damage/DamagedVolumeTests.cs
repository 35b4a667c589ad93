using BitMiracle.LibTiff.Classic;

namespace Filler.Structures.Tests;

/// <summary>Damaged files of each format (10 000 of them with FILLER_FUZZ=10000): each is read or refused by <see cref="StructureFileException"/>, in bounded memory.</summary>
public class DamagedVolumeTests
{
    // The decoding libraries' own buffers, and the largest page that a small file can unpack to.
    private const long MostAllocated = 48L << 20;

    // PureHDF asks for an array of the length that a header promises before it finds the file too short. What keeps memory bounded is the heap's own
    // limit (here by runtimeconfig.template.json, in a container by its memory): the array is then refused, and with it the file.
    private const long LibraryArray = 4L << 30;

    [Fact]
    public void Mrc() => Survives([MrcBytes.Make((5, 4, 3), 1, (c, r, s) => c + r + s), MrcBytes.Make((5, 4, 3), 2, (c, r, s) => c, bigEndian: true, extended: 32)]);

    [Fact]
    public void Npy() => Survives([ValidVolumes.Npy("|u1", 1), ValidVolumes.Npy(">i2", 2), ValidVolumes.Npy("<f8", 8)]);

    [Fact]
    public void Nrrd() => Survives([ValidVolumes.Nrrd("raw"), ValidVolumes.Nrrd("gzip")]);

    [Fact]
    public void Tiff() => Survives([ValidVolumes.Tiff(Compression.NONE, false), ValidVolumes.Tiff(Compression.DEFLATE, true), ValidVolumes.Tiff(Compression.LZW, false)]);

    [Fact]
    public void Hdf5() => Survives([ValidVolumes.Hdf5(chunked: false), ValidVolumes.Hdf5(chunked: true)], LibraryArray);

    [Fact]
    public void Raw_headers() => SurvivesFolder(
        [[("v.raw.json", "{\"shape\":[3,4,5],\"type\":\"int16\",\"byteOrder\":\"big\",\"offset\":0,\"voxelNm\":[4,4,10]}"u8.ToArray()), ("v.raw", ValidVolumes.Values(120))]], "v.raw");

    [Fact]
    public void Zarr() => SurvivesFolder([ValidVolumes.Zarr("null"), ValidVolumes.Zarr("{\"id\":\"zlib\"}"), ValidVolumes.BloscZarr()], "");

    [Fact]
    public void The_undamaged_files_are_volumes()
    {
        foreach (var seed in new[] { ValidVolumes.Npy("<i8", 8), ValidVolumes.Nrrd("gzip"), ValidVolumes.Tiff(Compression.LZW, true), ValidVolumes.Hdf5(true), ValidVolumes.Hdf5(false) })
        {
            using var file = new TempFile(seed);
            using var volume = Open(file.Path);
            Assert.True(volume.Nz == 3, "three sections");
        }

        foreach (var seed in new[] { ValidVolumes.Zarr("{\"id\":\"zlib\"}"), ValidVolumes.BloscZarr() })
        {
            using var folder = new TempFiles(seed);
            using var volume = Open(folder.Path);
            Assert.Equal((5, 4, 3), (volume.Nx, volume.Ny, volume.Nz));
        }
    }

    [Fact]
    public void Spacings_and_units_of_a_NRRD_are_its_voxel_size()
    {
        using var file = new TempFile(ValidVolumes.Nrrd("raw", "spacings: 0.004 0.004 0.01\nunits: \"um\" \"um\" \"um\""));
        using var v = VolumeFile.Open(file.Path, new VolumeFileOptions(), CancellationToken.None);

        Assert.Equal(4, v.VoxelNm.X, 1e-9);
        Assert.Equal(10, v.VoxelNm.Z, 1e-9);
    }

    private static void Survives(byte[][] seeds, long mostAllocated = MostAllocated)
    {
        using var file = new TempFile(seeds[0]);
        Run(seeds.Length, (seed, random) => File.WriteAllBytes(file.Path, Damaged.Copy(seeds[seed], random)), file.Path, mostAllocated);
    }

    private static void SurvivesFolder((string Name, byte[] Content)[][] seeds, string target)
    {
        using var folder = new TempFiles(seeds[0]);
        Run(seeds.Length, (seed, random) =>
        {
            var damaged = random.NextInt(seeds[seed].Length);
            for (var f = 0; f < seeds[seed].Length; f++)
                folder.Write(seeds[seed][f].Name, f == damaged ? Damaged.Copy(seeds[seed][f].Content, random) : seeds[seed][f].Content);
        }, Path.Combine(folder.Path, target));
    }

    private static void Run(int seeds, Action<int, RandomStream> write, string path, long mostAllocated = MostAllocated)
    {
        var read = 0;
        for (var i = 0; i < FuzzCount.Inputs; i++)
        {
            write(i % seeds, new RandomStream(17, (ulong)i));
            StructureFileException? refusal = null;
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var volume = Open(path);
                Assert.True(volume.Nx > 0, "a volume has voxels");
                read++;
            }
            catch (StructureFileException e)
            {
                refusal = e;
            }
            catch (Exception e)
            {
                Assert.Fail($"input {i}: {e}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < mostAllocated, $"input {i} took {allocated} bytes; {refusal}");
        }

        Assert.InRange(read, FuzzCount.Inputs / 100, FuzzCount.Inputs * 99 / 100);
    }

    private static VoxelVolume Open(string path) => VolumeFile.Open(path, new VolumeFileOptions(VoxelNm: 1), CancellationToken.None);
}
