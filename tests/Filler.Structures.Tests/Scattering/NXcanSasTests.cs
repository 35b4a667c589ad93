using PureHDF;

namespace Filler.Structures.Tests;

public class NXcanSasTests
{
    [Fact]
    public void The_curve_inside_is_read_in_our_units()
    {
        using var file = new TempFile(Make("1/angstrom", "1/cm"));

        var curve = ScatteringFile.Read(file.Path);

        Assert.Equal([0.1, 0.2, 0.4], curve.Q.Select(q => Math.Round(q, 12)));
        Assert.Equal([100, 50, 10], curve.Intensity);
        Assert.Equal([1, 0.5, 0.1], curve.Sigma);
        Assert.Equal(0.01, curve.QWidth[0], 1e-12);
    }

    [Theory]
    [InlineData("furlong", "1/cm", "furlong")]
    [InlineData("1/nm", "bushel", "bushel")]
    public void Unknown_units_are_told(string q, string intensity, string named)
    {
        using var file = new TempFile(Make(q, intensity));

        Assert.Contains(named, Assert.Throws<StructureFileException>(() => ScatteringFile.Read(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        var valid = Make("1/nm", "1/cm");
        using var file = new TempFile(valid);
        var read = 0;
        for (var i = 0; i < FuzzCount.Inputs; i++)
        {
            File.WriteAllBytes(file.Path, Damaged.Copy(valid, new RandomStream(9, (ulong)i)));
            try
            {
                read += ScatteringFile.Read(file.Path).Q.Length > 0 ? 1 : 0;
            }
            catch (StructureFileException e)
            {
                Assert.Contains(file.Path, e.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(read, FuzzCount.Inputs / 100, FuzzCount.Inputs * 99 / 100);
    }

    private static byte[] Make(string qUnit, string iUnit)
    {
        static H5Dataset Column(double[] values, string unit) => new(values) { Attributes = new() { ["units"] = unit } };
        var data = new H5Group
        {
            Attributes = new() { ["canSAS_class"] = "SASdata" },
            ["Q"] = Column([0.01, 0.02, 0.04], qUnit),
            ["I"] = Column([100, 50, 10], iUnit),
            ["Idev"] = Column([1, 0.5, 0.1], iUnit),
            ["Qdev"] = Column([0.001, 0.001, 0.002], qUnit),
        };
        var file = new H5File { ["sasentry01"] = new H5Group { Attributes = new() { ["canSAS_class"] = "SASentry" }, ["sasdata01"] = data } };
        using var memory = new MemoryStream();
        file.Write(memory);
        return memory.ToArray();
    }
}
