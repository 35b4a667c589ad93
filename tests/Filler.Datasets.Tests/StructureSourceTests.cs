using Filler.Api;
using Filler.Storage;

namespace Filler.Datasets.Tests;

public sealed class StructureSourceTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeGrower grower = new();

    public StructureSourceTests() => folder.File("data", "measured");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_fit_is_never_run_twice_whatever_is_cut_from_it()
    {
        var store = folder.Store();
        var spec = Specs.Two().With(Specs.Scattering("S", "data", 3000), Specs.Random("B"));
        await Build(spec, store);
        Assert.Equal(6, grower.Fits.Count);

        await Build(spec with { Slices = spec.Slices with { Pixels = 8, FieldOfViewNm = 150 } }, store);

        Assert.Equal(6, grower.Fits.Count);
    }

    [Fact]
    public async Task Every_split_has_fits_of_its_own()
    {
        await Build(Specs.Two().With(Specs.Scattering("S", "data", 3000), Specs.Scattering("T", "data", 3000)), folder.Store());

        Assert.Equal(12, grower.Fits.Distinct().Count());
    }

    [Fact]
    public async Task Images_from_a_kept_fit_are_those_of_the_fresh_one()
    {
        var (cold, warm) = (folder.Store("cold"), folder.Store("warm"));
        var spec = Specs.Two().With(Specs.Scattering("S", "data", 3000), Specs.Random("B"));
        await Build(spec with { Slices = spec.Slices with { Pixels = 8 } }, warm);

        var fresh = await DatasetReader.ReadAsync(cold, (await Build(spec, cold)).Digest, default);
        var kept = await DatasetReader.ReadAsync(warm, (await Build(spec, warm)).Digest, default);

        Assert.Equal(fresh.Train.Images, kept.Train.Images);
    }

    [Fact]
    public async Task The_fit_is_kept_for_plots_and_its_quality_is_in_the_manifest()
    {
        var store = folder.Store();
        var spec = Specs.Two().With(Specs.Scattering("S", "data", 3000), Specs.Random("B"));
        var recipe = DatasetRecipe.From(spec, folder.Path);
        var manifest = await Build(spec, store);
        var seed = new StructureKey(0, SplitKind.Train, 0).Seed(spec.Seed);

        var kept = await ScatteringCache.ReadAsync(store, manifest.Classes[0].Fits[0], default);

        Assert.Equal(6, manifest.Classes[0].Fits.Distinct().Count());
        Assert.Empty(manifest.Classes[1].Fits);
        Assert.Equal(ScatteringCache.PrefixOf(spec.Classes[0].Structure.Scattering!, recipe.Files[0], seed), manifest.Classes[0].Fits[0]);

        Assert.Equal([9.5, 5.25], kept!.Fit.Fitted);
        Assert.Equal(kept.Fit.Particles, kept.Structure.Count);
        Assert.Contains("chi² per degree of freedom 0.50", manifest.Classes[0].Provenance[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_fit_is_refused_with_the_fix()
    {
        var store = folder.Store();
        var spec = Specs.Two().With(Specs.Scattering("S", "data", 3000), Specs.Random("B"));
        await Build(spec, store);
        var key = (await store.ListAsync("structures", default)).First(k => k.EndsWith("particles.csv", StringComparison.Ordinal));
        await store.PutBytesAsync(key, "x_nm,y_nm,z_nm,radius_nm\n"u8.ToArray(), default);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Build(spec with { Slices = spec.Slices with { Pixels = 8 } }, store));

        Assert.Contains("particles.csv has changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_larger_than_the_box_of_a_fit_is_refused_before_the_fit()
    {
        var spec = Specs.Two().With(Specs.Scattering("S", "data", 100), Specs.Random("B"));

        var error = await Assert.ThrowsAsync<DatasetException>(() => Build(spec with { Slices = spec.Slices with { FieldOfViewNm = 300 } }, folder.Store()));

        Assert.Equal("spec.dataset.slices.fieldOfViewNm", error.FieldPath);
        Assert.Contains("class 'S'", error.Problem, StringComparison.Ordinal);
        Assert.Empty(grower.Fits);
    }

    [Fact]
    public async Task Files_give_each_split_a_part_of_its_own()
    {
        var manifest = await Build(Specs.Two().With(Specs.Particles("P", "data"), Specs.Volume("V", "data", voxelNm: 40)), folder.Store());

        Assert.Equal(
            ["train: x from 0 to 280 nm", "validation: x from 300 to 580 nm", "evaluation: x from 600 to 880 nm"],
            manifest.Classes[0].Provenance.Select(p => p[..p.IndexOf(" of ", StringComparison.Ordinal)]));
        Assert.Equal(
            ["train: x from 20 to 353.33 nm", "validation: x from 433.33 to 766.67 nm", "evaluation: x from 846.67 to 1180 nm"],
            manifest.Classes[1].Provenance.Select(p => p[..p.IndexOf(" of ", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task More_images_than_a_measurement_is_good_for_are_refused_with_the_honest_number()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, "data"), "content");
        var spec = Specs.Two().With(Specs.Volume("V", "data", voxelNm: 40), Specs.Random("B")) with
        {
            ImagesPerClass = new ImagesPerClassSpec { Train = 1_000_000, Validation = 2, Evaluation = 2 },
        };

        var error = await Assert.ThrowsAsync<DatasetException>(() => Task.FromResult(new StructureSource(DatasetRecipe.From(spec, folder.Path), new FakeGrower(), folder.Store())));
        var reported = new StructureSource(DatasetRecipe.From(spec with { IndependentImages = "report" }, folder.Path), new FakeGrower(), folder.Store());

        Assert.Equal("spec.dataset.imagesPerClass.train", error.FieldPath);
        Assert.Matches(@"ask for at most \d+,", error.Fix);
        Assert.Equal(1, reported.Realisations(0, SplitKind.Train));
    }

    [Fact]
    public async Task A_volume_too_small_for_the_field_names_the_largest_field_that_works()
    {
        var spec = Specs.Two().With(Specs.Volume("V", "data", voxelNm: 1.14), Specs.Random("B"));

        var error = await Assert.ThrowsAsync<DatasetException>(() => Build(spec, folder.Store()));

        Assert.Equal("spec.dataset.slices.fieldOfViewNm", error.FieldPath);
        var largest = double.Parse(System.Text.RegularExpressions.Regex.Match(error.Fix, "at most ([0-9.]+) nm").Groups[1].Value);
        await Build(spec with { Slices = spec.Slices with { FieldOfViewNm = largest } }, folder.Store());
    }

    [Fact]
    public async Task A_file_that_holds_no_structure_is_refused_at_its_field()
    {
        folder.File("empty", "");

        var error = await Assert.ThrowsAsync<DatasetException>(() => Build(Specs.Two().With(Specs.Random("B"), Specs.Particles("P", "empty")), folder.Store()));

        Assert.Equal("spec.dataset.classes[1].structure.particles.file", error.FieldPath);
    }

    [Fact]
    public async Task A_structure_that_cannot_be_grown_is_refused_at_its_section()
    {
        var dense = new ClassSpec { Name = "D", Structure = new StructureSpec { Aggregates = new AggregatesStructureSpec { VolumeFraction = 0.3 } } };

        var error = await Assert.ThrowsAsync<DatasetException>(() => Build(Specs.Two().With(dense, Specs.Random("B")), folder.Store()));

        Assert.Equal("spec.dataset.classes[0].structure.aggregates", error.FieldPath);
        Assert.Contains("volumeFraction is 0.3", error.Message, StringComparison.Ordinal);
    }

    private Task<Filler.Slices.DatasetManifest> Build(DatasetSpec spec, IBlobStore store) =>
        new DatasetBuilder(grower).BuildAsync(DatasetRecipe.From(spec, folder.Path), store, null, 2, CancellationToken.None);
}
