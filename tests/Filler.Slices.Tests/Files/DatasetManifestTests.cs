using System.Text;
using System.Text.Json;

namespace Filler.Slices.Tests;

public class DatasetManifestTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var read = DatasetManifest.Parse(Sample().ToBytes(), "manifest.json");

        Assert.Equal(Encoding.UTF8.GetString(Sample().ToBytes()), Encoding.UTF8.GetString(read.ToBytes()));
        Assert.Equal("M-SBR", read.Classes[0].Name);
        Assert.Equal(20, read.Split("train").Count);
    }

    [Fact]
    public void Another_format_version_is_refused_with_the_fix()
    {
        var error = Assert.Throws<InvalidDataException>(() => DatasetManifest.Parse((Sample() with { FormatVersion = 7 }).ToBytes(), "manifest.json"));

        Assert.Contains("format version 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("build the dataset again", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void Other_files_are_refused(string json) =>
        Assert.StartsWith(
            "manifest.json: not a dataset manifest",
            Assert.Throws<InvalidDataException>(() => DatasetManifest.Parse(Encoding.UTF8.GetBytes(json), "manifest.json")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Counts_that_contradict_each_other_are_refused()
    {
        var sample = Sample();
        var bad = sample with { Evaluation = sample.Evaluation with { Count = 7 } };

        Assert.Throws<InvalidDataException>(() => DatasetManifest.Parse(bad.ToBytes(), "manifest.json"));
    }

    private static DatasetManifest Sample() => new()
    {
        FormatVersion = DatasetManifest.CurrentFormat,
        Digest = new string('a', 64),
        Software = "Filler 0.1.0",
        Classes = [new DatasetClass("M-SBR", ["train 1: 3000 particles, volume fraction 0.150"]), new DatasetClass("Rnd", [])],
        Pixels = 32,
        PixelSizeNm = 7.8125,
        FieldOfViewNm = 250,
        ThicknessNm = 0,
        Train = Split("train", 10),
        Validation = Split("validation", 3),
        Evaluation = Split("evaluation", 5),
        Recipe = JsonSerializer.Deserialize<JsonElement>("""{"seed":1}"""),
    };

    private static DatasetSplit Split(string name, int count) =>
        new(count, 2 * count, $"{name}-images.npy", new string('b', 64), $"{name}-labels.npy", new string('c', 64));
}
