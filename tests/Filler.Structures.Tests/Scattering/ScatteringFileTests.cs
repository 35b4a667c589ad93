using System.Text;

namespace Filler.Structures.Tests;

public class ScatteringFileTests
{
    private const string Row = "<Idata><Q unit=\"1/A\">0.01</Q><I unit=\"1/cm\">5</I><Idev unit=\"1/cm\">0.1</Idev><Qdev unit=\"1/A\">0.002</Qdev></Idata>";

    private static string Xml(string rows) =>
        $"<?xml version=\"1.0\"?>\n<SASroot version=\"1.1\" xmlns=\"urn:cansas1d:1.1\">\n<SASentry><SASdata>\n{rows}\n</SASdata></SASentry></SASroot>";

    [SkippableFact]
    public void The_silica_colloid_is_read_with_q_in_inverse_nanometres()
    {
        var curve = ScatteringFile.Read(RealData.Path("scattering", "Ludox_silica.xml"));

        Assert.Equal(92, curve.Q.Length);
        Assert.Equal(0.0714, curve.Q[0], 9);
        Assert.Equal(226.539, curve.Intensity[0]);
        Assert.Equal(1.93973, curve.Sigma[0]);
        Assert.Equal(0.0144239, curve.QWidth[0], 9);
        // Its structure peak stands near 0.02 1/Å.
        Assert.Equal(0.2, curve.Q[Array.IndexOf(curve.Intensity, curve.Intensity.Max())], 0.01);
    }

    [Fact]
    public void Xml_units_are_converted_and_points_sorted()
    {
        using var file = new TempFile(Xml(Row + "<Idata><Q unit=\"1/nm\">0.05</Q><I unit=\"1/m\">300</I></Idata>"));

        var curve = ScatteringFile.Read(file.Path);

        Assert.Equal([0.05, 0.1], curve.Q);
        Assert.Equal([3, 5], curve.Intensity);
        Assert.Equal([0, 0.1], curve.Sigma);
        Assert.Equal([0, 0.02], curve.QWidth);
    }

    [Theory]
    [InlineData("0.01</Q>", "abc</Q>", "line 4: Q is \"abc\"")]
    [InlineData(">5<", ">NaN<", "line 4: the intensity")]
    [InlineData(">0.1<", ">-0.1<", "line 4: the error")]
    [InlineData(">0.01<", ">0<", "line 4: q is 0")]
    [InlineData("unit=\"1/cm\">5", "unit=\"furlong\">5", "\"furlong\"")]
    [InlineData(" unit=\"1/A\">0.01", ">0.01", "unit attribute")]
    [InlineData("<I unit=\"1/cm\">5</I>", "", "Idata without I")]
    [InlineData("Idata", "Row", "no SASentry/SASdata/Idata")]
    [InlineData("</SASdata>", "", "not well-formed XML at line 5")]
    public void A_bad_xml_curve_is_told_by_line_and_fix(string good, string bad, string named)
    {
        using var file = new TempFile(Xml(Row).Replace(good, bad, StringComparison.Ordinal));

        var error = Assert.Throws<StructureFileException>(() => ScatteringFile.Read(file.Path));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains(file.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_xml_file_is_told()
    {
        using var file = new TempFile(Xml(Row)[..150]);

        Assert.Contains("truncated", Assert.Throws<StructureFileException>(() => ScatteringFile.Read(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_types_are_refused_so_that_no_entity_is_expanded()
    {
        using var file = new TempFile("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"y\">]>" + Xml(Row)[21..]);

        Assert.Contains("DTD", Assert.Throws<StructureFileException>(() => ScatteringFile.Read(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_text_are_read_in_either_unit()
    {
        using var file = new TempFile("# q I s\nq;I;sigma\n0.2 3 0.1 # late\n0.1\t5\t0.2\n\n");

        var angstrom = ScatteringFile.Read(file.Path);
        var nanometre = ScatteringFile.Read(file.Path, QUnit.InverseNanometre);

        Assert.Equal([1, 2], angstrom.Q);
        Assert.Equal([0.1, 0.2], nanometre.Q);
        Assert.Equal([5, 3], angstrom.Intensity);
        Assert.Equal([0.2, 0.1], angstrom.Sigma);
        Assert.Equal([0, 0], angstrom.QWidth);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("# nothing\n", "no rows")]
    [InlineData("0.1\n", "line 1: 1 columns")]
    [InlineData("0.1 1 1 1 1\n", "line 1: 5 columns")]
    [InlineData("0.1 1 1\n0.2 1\n", "line 2: 2 columns")]
    [InlineData("0.1 1\n0.2 x\n", "line 2: \"x\"")]
    [InlineData("0.1 1\nq I\n", "line 2: \"q\"")]
    [InlineData("0.1 1 -1\n", "line 1: the error")]
    [InlineData("-0.1 1\n", "line 1: q is")]
    public void A_bad_text_curve_is_told_by_line_and_fix(string text, string named)
    {
        using var file = new TempFile(text);

        Assert.Contains(named, Assert.Throws<StructureFileException>(() => ScatteringFile.Read(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told_by_name()
    {
        Assert.Contains("no-such.xml", Assert.Throws<StructureFileException>(() => ScatteringFile.Read("no-such.xml")).Message, StringComparison.Ordinal);
        Assert.Contains("no-such.xml", Assert.Throws<StructureFileException>(() => CanSasXml.Read("no-such.xml")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Damaged_curves_are_read_or_refused(bool xml)
    {
        var whole = Encoding.UTF8.GetBytes(xml ? Xml(Row) : "# q I s dq\n0.1 5 0.2 0.01\n0.2\t3\t0.1\t0.01\n0.3 2e0 0.1 0.01 # late\n");
        using var file = new TempFile("");
        var read = 0;
        for (var i = 0; i < FuzzCount.Inputs; i++)
        {
            File.WriteAllBytes(file.Path, Damaged.Copy(whole, new RandomStream(6, (ulong)i)));
            try
            {
                read += ScatteringFile.Read(file.Path).Q.Length > 0 ? 1 : 0;
            }
            catch (StructureFileException e)
            {
                Assert.Contains(file.Path, e.Message, StringComparison.Ordinal);
            }
        }

        // XML seldom survives damage.
        Assert.InRange(read, FuzzCount.Inputs / 400, FuzzCount.Inputs * 99 / 100);
    }
}
