using Filler.Api;

namespace Filler.Datasets.Tests;

public sealed class DatasetRecipeTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_canonical_recipe_is_one_line_of_sorted_fields()
    {
        var json = Of(Specs.Two()).Json;

        Assert.Equal(
            """{"classes":[{"name":"A","structure":{"aggregates":{"agglomerateRadiusNm":50,"aggregateSizeSigma":0.5,"aggregatesPerAgglomerate":1,"boxNm":200,"diameterNm":20,"diameterSigma":0.12,"fractalDimension":2.2,"meanAggregateSize":15,"process":"tuned","sizeDistribution":"logNormal","volumeFraction":0.1}}},{"name":"B","structure":{"random":{"boxNm":200,"diameterNm":20,"diameterSigma":0.12,"sizeDistribution":"logNormal","volumeFraction":0.15}}}],"generation":3,"imagesPerClass":{"evaluation":4,"train":7,"validation":3},"realisations":{"evaluation":2,"train":3,"validation":1},"seed":11,"slices":{"fieldOfViewNm":100,"interpolation":"linear","noise":{"blurPixels":0.7,"contrast":1,"curtaining":0,"electrons":0,"gaussian":0.1,"illumination":0},"orientation":"random","pixels":16,"thicknessNm":0}}""",
            json);
    }

    [Fact]
    public void The_digest_is_64_hexadecimal_digits_and_stable() =>
        Assert.Matches("^[0-9a-f]{64}$", Of(Specs.Two()).Digest);

    public static TheoryData<string, Func<DatasetSpec, DatasetSpec>> Relevant => new()
    {
        { "seed", s => s with { Seed = 12 } },
        { "field", s => s with { Slices = s.Slices with { FieldOfViewNm = 101 } } },
        { "pixels", s => s with { Slices = s.Slices with { Pixels = 17 } } },
        { "thickness", s => s with { Slices = s.Slices with { ThicknessNm = 1 } } },
        { "noise", s => s with { Slices = s.Slices with { Noise = s.Slices.Noise with { Gaussian = 0.2 } } } },
        { "blur", s => s with { Slices = s.Slices with { Noise = s.Slices.Noise with { BlurPixels = 0 } } } },
        { "train", s => s with { ImagesPerClass = s.ImagesPerClass with { Train = 8 } } },
        { "evaluation", s => s with { ImagesPerClass = s.ImagesPerClass with { Evaluation = 8 } } },
        { "realisations", s => s with { Realisations = s.Realisations with { Validation = 2 } } },
        { "class name", s => s.With(Specs.Aggregates("A"), Specs.Random("C")) },
        { "class order", s => s.With(Specs.Random("B"), Specs.Aggregates("A")) },
        { "structure", s => s.With(Specs.Aggregates("A"), Specs.Random("B", 0.16)) },
    };

    [Theory]
    [MemberData(nameof(Relevant))]
    public void Every_field_that_changes_images_changes_the_digest(string field, Func<DatasetSpec, DatasetSpec> change) =>
        Assert.True(Of(change(Specs.Two())).Digest != Of(Specs.Two()).Digest, field);

    [Fact]
    public void A_box_that_is_written_out_is_the_box_by_default()
    {
        var written = Specs.Two();
        written = written.With(
            written.Classes[0],
            written.Classes[1] with { Structure = new StructureSpec { Random = written.Classes[1].Structure.Random! with { BoxNm = 200 } } });

        Assert.Equal(Of(Specs.Two()).Digest, Of(written).Digest);
    }

    [Fact]
    public void A_file_counts_by_its_content_and_not_by_its_name()
    {
        folder.File("a.xml", "curve");
        folder.File("elsewhere/b.xml", "curve");
        folder.File("c.xml", "other curve");
        string Digest(string file) => Of(Specs.Two().With(Specs.Scattering("S", file), Specs.Random("B"))).Digest;

        Assert.Equal(Digest("a.xml"), Digest("elsewhere/b.xml"));
        Assert.Equal(Digest("a.xml"), Digest(Path.Combine(folder.Path, "a.xml")));
        Assert.NotEqual(Digest("a.xml"), Digest("c.xml"));
    }

    [Fact]
    public void No_path_of_this_machine_is_in_the_recipe()
    {
        folder.File("a.xml", "curve");

        var json = Of(Specs.Two().With(Specs.Scattering("S", Path.Combine(folder.Path, "a.xml")), Specs.Random("B"))).Json;

        Assert.DoesNotContain(folder.Path, json, StringComparison.Ordinal);
        Assert.Contains("\"file\":\"sha256:", json, StringComparison.Ordinal);
    }

    [Fact]
    public void An_environment_variable_may_begin_a_path()
    {
        folder.File("a.xml", "curve");
        Environment.SetEnvironmentVariable("FILLER_TEST_FOLDER", folder.Path);

        var recipe = Of(Specs.Two().With(Specs.Random("B"), Specs.Scattering("S", "${FILLER_TEST_FOLDER}/a.xml")));

        Assert.Equal(Path.Combine(folder.Path, "a.xml"), recipe.Files[1].Path);
    }

    [Theory]
    [InlineData("${FILLER_TEST_NOT_SET}/a.xml", "FILLER_TEST_NOT_SET, which is not set", "export FILLER_TEST_NOT_SET=")]
    [InlineData("${}/a.xml", "names no variable", "${NAME}/file")]
    [InlineData("missing.xml", "'missing.xml'", "relative paths begin at the manifest's folder")]
    [InlineData("", "is empty", "name a file")]
    [InlineData("a\0b", "no path", "name a file")]
    [InlineData(".", "is a folder", "name a file in it")]
    public void A_file_that_cannot_be_had_is_refused_with_field_value_and_fix(string file, string problem, string fix)
    {
        var error = Assert.Throws<DatasetException>(() => Of(Specs.Two().With(Specs.Scattering("S", file), Specs.Random("B"))));

        Assert.Equal("spec.dataset.classes[0].structure.scattering.file", error.FieldPath);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Contains(fix, error.Fix, StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<DatasetSpec, DatasetSpec>> Impossible => new()
    {
        { "spec.dataset.classes", s => s with { Classes = [] } },
        { "spec.dataset.classes[1].name", s => s.With(Specs.Random("B"), Specs.Aggregates("B")) },
        { "spec.dataset.classes[0].structure", s => s.With(new ClassSpec { Name = "A" }, Specs.Random("B")) },
        { "spec.dataset.imagesPerClass.train", s => s with { ImagesPerClass = s.ImagesPerClass with { Train = 0 } } },
        { "spec.dataset.realisations.evaluation", s => s with { Realisations = s.Realisations with { Evaluation = 0 } } },
        {
            "spec.dataset.classes[0].structure.aggregates.preset",
            s => s.With(new ClassSpec { Name = "A", Structure = new StructureSpec { Aggregates = new AggregatesStructureSpec { Preset = "tar" } } }, Specs.Random("B"))
        },
        {
            "spec.dataset.classes[0].structure.random.boxNm",
            s => s.With(new ClassSpec { Name = "A", Structure = new StructureSpec { Random = new RandomStructureSpec { BoxNm = 90 } } }, Specs.Random("B"))
        },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Impossible_sections_are_refused_at_their_field(string path, Func<DatasetSpec, DatasetSpec> change) =>
        Assert.Equal(path, Assert.Throws<DatasetException>(() => Of(change(Specs.Two()))).FieldPath);

    private DatasetRecipe Of(DatasetSpec spec) => DatasetRecipe.From(spec, folder.Path);

    [Fact]
    public void Targets_are_nothing_to_the_images()
    {
        var spec = Specs.Two();

        var digest = DatasetRecipe.From(spec with { Classes = [.. spec.Classes.Select((c, i) => c with { Target = i })] }, Path.GetTempPath()).Digest;

        Assert.Equal(DatasetRecipe.From(spec, Path.GetTempPath()).Digest, digest);
    }
}
