using System.Buffers.Binary;

namespace Filler.Structures.Tests;

public class MrcVolumeTests
{
    private static VoxelVolume Read(string path, double? voxelNm = null) => VolumeFile.Open(path, new VolumeFileOptions(voxelNm), CancellationToken.None);

    [SkippableFact]
    public void A_deposited_map_agrees_with_the_statistics_in_its_own_header()
    {
        var path = RealData.Path("volumes", "EMD-3197.map");
        var header = File.ReadAllBytes(path).AsSpan(0, 1024);
        float Field(ReadOnlySpan<byte> h, int word) => BinaryPrimitives.ReadSingleLittleEndian(h[((word - 1) * 4)..]);

        var v = Read(path);

        Assert.Equal((20, 20, 20), (v.Nx, v.Ny, v.Nz));
        Assert.Equal(1.14, v.VoxelNm.X, 6);
        Assert.Equal(Field(header, 20), v.ToArray().Min());
        Assert.Equal(Field(header, 21), v.ToArray().Max());
        Assert.Equal(Field(header, 22), v.ToArray().Average(), 5);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(6, false)]
    [InlineData(6, true)]
    public void Every_mode_and_byte_order_gives_the_same_values(int mode, bool bigEndian)
    {
        using var file = new TempFile(MrcBytes.Make((3, 4, 5), mode, (c, r, s) => c + (10 * r) + (20 * s), bigEndian, extended: 160));

        var v = Read(file.Path);

        Assert.Equal((3, 4, 5), (v.Nx, v.Ny, v.Nz));
        Assert.Equal((1.0, 2.0, 4.0), v.VoxelNm);
        Assert.Equal(2 + (10 * 3) + (20 * 4), v.ToArray()[(((4 * 4) + 3) * 3) + 2]);
        Assert.Equal(1, v.ToArray()[1]);
    }

    [Fact]
    public void Signs_and_the_upper_half_of_unsigned_values_survive()
    {
        using var bytes = new TempFile(MrcBytes.Make((1, 1, 1), 0, (_, _, _) => -100));
        using var shorts = new TempFile(MrcBytes.Make((1, 1, 1), 1, (_, _, _) => -30_000, bigEndian: true));
        using var unsigned = new TempFile(MrcBytes.Make((1, 1, 1), 6, (_, _, _) => 60_000));

        Assert.Equal([-100f], Read(bytes.Path).ToArray());
        Assert.Equal([-30_000f], Read(shorts.Path).ToArray());
        Assert.Equal([60_000f], Read(unsigned.Path).ToArray());
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 3, 1)]
    [InlineData(3, 1, 2)]
    public void Axes_are_put_in_order(int column, int row, int section)
    {
        // The value spells the x, y, z of its voxel, wherever the file keeps it.
        int[] size = [2, 3, 4];
        double Spell(int c, int r, int s)
        {
            int[] xyz = new int[3];
            (xyz[column - 1], xyz[row - 1], xyz[section - 1]) = (c, r, s);
            return xyz[0] + (10 * xyz[1]) + (100 * xyz[2]);
        }

        using var file = new TempFile(MrcBytes.Make((size[column - 1], size[row - 1], size[section - 1]), 2, Spell, axes: (column, row, section)));

        var v = Read(file.Path);

        Assert.Equal((2, 3, 4), (v.Nx, v.Ny, v.Nz));
        for (var i = 0; i < 24; i++) Assert.Equal((i % 2) + (10 * (i / 2 % 3)) + (100 * (i / 6)), v.ToArray()[i]);
    }

    [Fact]
    public void A_given_voxel_size_stands_in_for_the_header()
    {
        var bytes = MrcBytes.Make((2, 2, 2), 2, (_, _, _) => 1);
        MrcBytes.Word(bytes, 11, 0);
        using var file = new TempFile(bytes);

        Assert.Contains("voxelNm", Assert.Throws<StructureFileException>(() => Read(file.Path)).Message, StringComparison.Ordinal);
        Assert.Equal((2.5, 2.5, 2.5), Read(file.Path, 2.5).VoxelNm);
        Assert.Throws<ArgumentException>(() => Read(file.Path, 0));
    }

    [Theory]
    [InlineData(1, -1, "words 1-3")]
    [InlineData(2, int.MaxValue, "words 1-3")]
    [InlineData(3, 100_000, "truncated")]
    [InlineData(4, 4, "mode 4")]
    [InlineData(17, 2, "axis order")]
    [InlineData(24, -5, "extended")]
    [InlineData(24, int.MaxValue, "truncated")]
    [InlineData(54, 0x7777, "machine stamp")]
    public void A_damaged_header_is_refused_by_field(int word, int value, string named)
    {
        var bytes = MrcBytes.Make((2, 2, 2), 2, (_, _, _) => 1);
        MrcBytes.Word(bytes, word, value);
        using var file = new TempFile(bytes);

        Assert.Contains(named, Assert.Throws<StructureFileException>(() => Read(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Enormous_dimensions_are_refused_before_memory_is_taken()
    {
        var bytes = MrcBytes.Make((2, 2, 2), 2, (_, _, _) => 1);
        for (var word = 1; word <= 3; word++) MrcBytes.Word(bytes, word, 100_000);
        using var file = new TempFile(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<StructureFileException>(() => Read(file.Path));

        Assert.Contains("crop", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1055)]
    public void Truncation_anywhere_is_told(int length)
    {
        using var file = new TempFile(MrcBytes.Make((2, 2, 2), 2, (_, _, _) => 1)[..length]);

        Assert.Contains("runcated", Assert.Throws<StructureFileException>(() => Read(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_told_by_voxel()
    {
        using var file = new TempFile(MrcBytes.Make((2, 2, 2), 2, (c, r, s) => c + r + s == 3 ? double.NaN : 0));

        Assert.Contains("(1, 1, 1)", Assert.Throws<StructureFileException>(() => Read(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told_by_name()
    {
        Assert.Contains("no-such.mrc", Assert.Throws<StructureFileException>(() => Read("no-such.mrc")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_headers_read_or_are_refused_and_nothing_else()
    {
        var random = new RandomStream(2026);
        var good = MrcBytes.Make((3, 3, 3), 2, (c, _, _) => c, extended: 8);
        var refused = 0;
        using var file = new TempFile(good);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = (byte[])good.Clone();
            var changes = 1 + random.NextInt(4);
            for (var i = 0; i < changes; i++) bytes[random.NextInt(round % 2 == 0 ? 100 : 224)] = (byte)random.NextInt(256);
            File.WriteAllBytes(file.Path, bytes);
            try
            {
                var v = Read(file.Path);
                Assert.Equal((long)v.Nx * v.Ny * v.Nz, v.ToArray().LongLength);
            }
            catch (StructureFileException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 300, 1900);
    }
}
