using System.Text;

namespace Filler.Structures.Tests;

public class OtherParticleFileTests
{
    private const string Dump = """
        ITEM: TIMESTEP
        0
        ITEM: NUMBER OF ATOMS
        2
        ITEM: BOX BOUNDS pp pp pp
        -10 10
        -10 10
        -10 10
        ITEM: ATOMS id type x y z radius
        1 1 -10 0 5 2
        2 1 9 11 0 3

        """;

    private const string Data = """
        LAMMPS data file via write_data

        2 atoms
        1 atom types
        0 20 xlo xhi
        0 20 ylo yhi
        0 20 zlo zhi

        Masses

        1 1

        Atoms # sphere

        1 1 4 2.5 1 2 3
        2 1 6 2.5 4 5 6 0 0 0

        """;

    private const string Extended = "2\nLattice=\"20 0 0 0 20 0 0 0 20\" Properties=species:S:1:pos:R:3:velo:R:3:radius:R:1 Time=0\nSi 1 2 3 0 0 0 2\nSi 4 5 6 0 0 0 3\n";

    [Fact]
    public void A_LAMMPS_dump_gives_its_box_positions_and_radii()
    {
        using var file = new TempFile(Dump);

        var s = ParticleFile.Read(file.Path);

        Assert.Equal(20, s.BoxNm);
        Assert.Equal([0, 19], s.X);
        Assert.Equal([10, 1], s.Y);
        Assert.Equal([2, 3], s.Radius);
    }

    [Fact]
    public void Scaled_positions_and_diameters_of_a_dump_are_lengths_again()
    {
        using var file = new TempFile(Dump.Replace("x y z radius", "xs ys zs diameter", StringComparison.Ordinal)
            .Replace("-10 0 5 2", "0.25 0.5 0 2", StringComparison.Ordinal).Replace("9 11 0 3", "0.5 0.75 1 3", StringComparison.Ordinal));

        var s = ParticleFile.Read(file.Path);

        Assert.Equal([5, 10], s.X);
        Assert.Equal([1, 1.5], s.Radius);
    }

    [Fact]
    public void LAMMPS_data_of_spheres_is_read()
    {
        using var file = new TempFile(Data);

        var s = ParticleFile.Read(file.Path);

        Assert.Equal((20, 2), (s.BoxNm, s.Count));
        Assert.Equal([1, 4], s.X);
        Assert.Equal([2, 3], s.Radius);
    }

    [Fact]
    public void Extended_xyz_names_its_columns_and_lattice()
    {
        using var file = new TempFile(Extended);

        var s = ParticleFile.Read(file.Path);

        Assert.Equal(20, s.BoxNm);
        Assert.Equal([3, 6], s.Z);
        Assert.Equal([2, 3], s.Radius);
    }

    [Fact]
    public void Lengths_in_another_unit_become_nm()
    {
        using var file = new TempFile(Extended);

        var s = ParticleFile.Read(file.Path, new ParticleFileOptions(LengthUnit: "angstrom"));

        Assert.Equal(2, s.BoxNm, 1e-12);
        Assert.Equal(0.3, s.Radius[1], 1e-12);
        Assert.Contains("lengthUnit", Assert.Throws<ArgumentException>(() => ParticleFile.Read(file.Path, new ParticleFileOptions(LengthUnit: "ell"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_of_four_columns_has_radii()
    {
        var values = new double[] { 1, 2, 3, 0.5, 4, 5, 6, 0.25 };
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".npy");
        File.WriteAllBytes(path, Array(values, 2, 4));
        try
        {
            var s = ParticleFile.Read(path, boxNm: 10);
            Assert.Equal([1, 4], s.X);
            Assert.Equal([0.5, 0.25], s.Radius);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("-10 10\n-10 10\n-10 10\nITEM: ATOMS", "-10 10\n-10 12\n-10 10\nITEM: ATOMS", "cube")]
    [InlineData("pp pp pp", "xy xz yz pp pp pp", "sheared")]
    [InlineData("ITEM: NUMBER OF ATOMS\n2", "ITEM: NUMBER OF ATOMS\n3", "truncated")]
    [InlineData("x y z radius", "x y w radius", "column z")]
    [InlineData("1 1 -10 0 5 2", "1 1 -10 0 5", "columns")]
    public void Damaged_dumps_are_told(string from, string to, string named)
    {
        using var file = new TempFile(Dump.ReplaceLineEndings("\n").TrimEnd().Replace(from, to, StringComparison.Ordinal));

        Assert.Contains(named, Assert.Throws<StructureFileException>(() => ParticleFile.Read(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_of_each_kind_are_read_or_refused()
    {
        byte[][] seeds = [Encoding.UTF8.GetBytes(Dump), Encoding.UTF8.GetBytes(Data), Encoding.UTF8.GetBytes(Extended), "x,y,z,r\n1,2,3,1\n4,5,6,1\n"u8.ToArray(), "2\nboxNm=50 frame 1\nSi 1 2 3 4.5\nSi -1 60 3 5\n"u8.ToArray(), Array([1, 2, 3, 1, 4, 5, 6, 1], 2, 4)];
        using var file = new TempFile("");
        var read = 0;
        for (var i = 0; i < FuzzCount.Inputs * seeds.Length; i++)
        {
            File.WriteAllBytes(file.Path, Damaged.Copy(seeds[i % seeds.Length], new RandomStream(5, (ulong)i)));
            try
            {
                read += ParticleFile.Read(file.Path, boxNm: 30).Count > 0 ? 1 : 0;
            }
            catch (StructureFileException e)
            {
                Assert.Contains(file.Path, e.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(read, FuzzCount.Inputs / 100, FuzzCount.Inputs * 59 / 10);
    }

    private static byte[] Array(double[] values, int rows, int columns) =>
    [
        0x93, .. "NUMPY"u8, 1, 0, 118, 0,
        .. Encoding.ASCII.GetBytes($"{{'descr': '<f8', 'fortran_order': False, 'shape': ({rows}, {columns}), }}".PadRight(117) + "\n"),
        .. values.SelectMany(BitConverter.GetBytes),
    ];
}
