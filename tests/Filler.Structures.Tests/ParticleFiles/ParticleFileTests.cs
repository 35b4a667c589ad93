namespace Filler.Structures.Tests;

public class ParticleFileTests
{
    [Fact]
    public void A_written_structure_comes_back_bit_for_bit()
    {
        var s = RandomSpheres.Generate(new SpherePopulation(20, 0.2), 200, 0.1, 1, default);
        using var file = new TempFile("");

        ParticleCsv.Write(file.Path, s);
        var read = ParticleFile.Read(file.Path);

        Assert.Equal(s.BoxNm, read.BoxNm);
        Assert.Equal(s.X, read.X);
        Assert.Equal(s.Y, read.Y);
        Assert.Equal(s.Z, read.Z);
        Assert.Equal(s.Radius, read.Radius);
    }

    [Fact]
    public void Xyz_with_and_without_radii_is_read()
    {
        using var with = new TempFile("2\nboxNm=50 frame 1\nSi 1 2 3 4.5\nSi\t-1  60 3 5\n\n");
        using var without = new TempFile("1\n\nC 1 2 3\n");

        var a = ParticleFile.Read(with.Path);
        var b = ParticleFile.Read(without.Path, boxNm: 10, radiusNm: 2);

        Assert.Equal(50, a.BoxNm);
        Assert.Equal([1, 49], a.X);
        Assert.Equal([2, 10], a.Y);
        Assert.Equal([4.5, 5], a.Radius);
        Assert.Equal([2], b.Radius);
    }

    [Fact]
    public void Csv_without_radii_takes_the_given_one()
    {
        using var file = new TempFile("# anything\nX, Y, Z\n1, 2, 3\n4,5,6\n");

        var s = ParticleFile.Read(file.Path, boxNm: 20, radiusNm: 1);

        Assert.Equal([1, 4], s.X);
        Assert.Equal([1, 1], s.Radius);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a,b,c\n1,2,3", "line 1")]
    [InlineData("x,y,z,r\n1,2,3", "line 2")]
    [InlineData("x,y,z,r\n1,2,zwei,1", "\"zwei\"")]
    [InlineData("x,y,z,r\n1,2,NaN,1", "finite")]
    [InlineData("x,y,z,r\n1,2,3,-1", "radius")]
    [InlineData("x,y,z,r\n1,2,3,60", "half the box")]
    [InlineData("x,y,z\n1,2,3", "radiusNm")]
    [InlineData("x,y,z,r\n", "no particles")]
    [InlineData("3\n\nC 1 2 3\n", "truncated")]
    [InlineData("1\n\nC 1 2 3\nC 1 2 3\n", "line 4")]
    [InlineData("1\n\nC 1 2\n", "line 3")]
    [InlineData("2\n\nC 1 2 3 1\nC 1 2 3\n", "every row")]
    [InlineData("-2\n\n", "line 1")]
    public void A_bad_file_is_told_by_line_and_fix(string text, string named)
    {
        using var file = new TempFile(text);

        var error = Assert.Throws<StructureFileException>(() => ParticleFile.Read(file.Path, boxNm: 100));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_must_come_from_somewhere()
    {
        using var file = new TempFile("x,y,z,r\n1,2,3,1");

        Assert.Contains("boxNm", Assert.Throws<StructureFileException>(() => ParticleFile.Read(file.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("above 0", Assert.Throws<StructureFileException>(() => ParticleFile.Read(file.Path, boxNm: -1)).Message, StringComparison.Ordinal);
    }
}
