using Filler.Api;
using Filler.Structures;

namespace Filler.Datasets.Tests;

public sealed class StructureGrowerTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly StructureGrower sut = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("endModifiedSbr", 0.15)]
    [InlineData("nonModifiedSbr", 0.15)]
    [InlineData(null, 0.08)]
    public void Aggregates_fill_the_share_asked_for_of_the_box(string? preset, double fraction)
    {
        var structure = sut.Aggregate(new AggregatesStructureSpec { Preset = preset, VolumeFraction = fraction, BoxNm = 400 }, seed: 5, default);

        Assert.Equal(fraction, structure.VolumeFraction, 0.001);
        Assert.All(structure.X.Concat(structure.Y).Concat(structure.Z), c => Assert.InRange(c, 0, 400));
    }

    [Fact]
    public void A_sections_own_fields_override_the_preset()
    {
        var section = new AggregatesStructureSpec { Preset = "nonModifiedSbr", FractalDimension = 2.1, MeanAggregateSize = 20, AggregateSizeSigma = 0, BoxNm = 500 };

        var options = AggregateSection.Options(section);

        Assert.Equal((2.1, 20.0, 0.0, 8), (options.FractalDimension, options.MeanAggregateSize, options.AggregateSizeSigma, options.AggregatesPerAgglomerate));
        Assert.Equal(125, options.AgglomerateRadiusNm);
    }

    [Fact]
    public void The_presets_mean_size_survives_the_manifests_median()
    {
        var options = AggregateSection.Options(new AggregatesStructureSpec { Preset = "nonModifiedSbr", BoxNm = 2000 });

        Assert.Equal(AggregatePresets.NonModifiedSbr().MeanAggregateSize, options.MeanAggregateSize, 1e-4);
        Assert.Equal(AggregatePresets.NonModifiedSbr().AgglomerateRadiusNm, options.AgglomerateRadiusNm);
    }

    // The three classes of the seed at one volume fraction: slices show that fraction (Delesse), and the wider the aggregates the more it varies.
    [Fact]
    public async Task Slices_of_the_three_morphologies_agree_in_area_and_differ_in_its_spread()
    {
        ClassSpec Preset(string name) => new() { Name = name, Structure = new StructureSpec { Aggregates = new AggregatesStructureSpec { Preset = name } } };
        var dataset = await Build(new DatasetSpec
        {
            Classes = [Preset("nonModifiedSbr"), Preset("endModifiedSbr"), Specs.Random("random")],
            Slices = new SlicesSpec { FieldOfViewNm = 250, Pixels = 32 },
            ImagesPerClass = new ImagesPerClassSpec { Train = 600, Validation = 1, Evaluation = 1 },
        });
        var fractions = Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 600)
            .Select(i => dataset.Train.Images.AsSpan(((i * 3) + c) * 1024, 1024).ToArray().Average(b => b / 255.0)).ToArray()).ToArray();

        var spread = fractions.Select(f => Math.Sqrt(f.Average(a => a * a) - (f.Average() * f.Average()))).ToArray();

        // Three structures bound the accuracy of the mean, not six hundred images.
        Assert.All(fractions, f => Assert.Equal(0.15, f.Average(), 0.006));
        Assert.True(spread[0] > 1.2 * spread[1] && spread[1] > 1.2 * spread[2], string.Join(", ", spread));
    }

    [Fact]
    public void Particles_are_read_from_a_file()
    {
        var file = folder.File("p.csv", "x,y,z,r\n1,2,3,10\n50,60,70,12\n");

        var structure = sut.ReadParticles(new ParticlesStructureSpec { File = file, BoxNm = 100 }, file);

        Assert.Equal([10.0, 12.0], structure.Radius);
        Assert.Equal(100, structure.BoxNm);
    }

    [Fact]
    public void A_kept_fits_particles_can_be_named_in_a_manifest()
    {
        var structure = sut.Place(new RandomStructureSpec { BoxNm = 150 }, seed: 2, default);
        var table = ParticleTable.Write(structure);
        var file = folder.File("particles.csv", System.Text.Encoding.ASCII.GetString(table));

        var named = sut.ReadParticles(new ParticlesStructureSpec { BoxNm = 150 }, file);
        var kept = ParticleTable.Read(table, 150, structure.Count, "particles.csv");

        Assert.Equal(structure.X, named.X);
        Assert.Equal(structure.Radius, named.Radius);
        Assert.Equal(structure.Z, kept.Z);
        Assert.Equal(structure.Radius, kept.Radius);
    }

    [SkippableFact]
    public async Task A_measured_curve_becomes_images_and_a_fit_to_plot()
    {
        RequireData();
        var store = folder.Store();
        var spec = Small() with
        {
            Classes =
            [
                new ClassSpec
                {
                    Name = "silica",
                    Structure = new StructureSpec
                    {
                        Scattering = new ScatteringStructureSpec
                        {
                            File = "${FILLER_DATA}/scattering/Ludox_silica.xml", RadiusNm = 13, VolumeFraction = 0.2, Particles = 200, MinQ = 0.05, MaxQ = 0.8, MaxMoves = 2000,
                        },
                    },
                },
                Specs.Random("random"),
            ],
        };

        var manifest = await new DatasetBuilder(sut).BuildAsync(DatasetRecipe.From(spec, folder.Path), store, null, 2, default);

        var fits = (await store.ListAsync("structures", default)).Where(k => k.EndsWith("fit.json", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, fits.Length);
        var fit = (await ScatteringCache.ReadAsync(store, fits[0][..fits[0].LastIndexOf('/')], default))!.Fit;
        Assert.Equal(fit.Q.Count, fit.Fitted.Count);
        Assert.InRange(fit.ChiSquaredPerDof, 0.1, 1e4);
        Assert.Contains("200 particles", manifest.Classes[0].Provenance[0], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_measured_map_of_twenty_voxels_becomes_images()
    {
        RequireData();
        var spec = Small() with
        {
            Classes = [Specs.Volume("map", "${FILLER_DATA}/volumes/EMD-3197.map"), Specs.Random("random")],
            Slices = new SlicesSpec { FieldOfViewNm = 3, Pixels = 16 },
            GuardNm = 2,
        };
        spec = spec with { Classes = [spec.Classes[0], new ClassSpec { Name = "random", Structure = new StructureSpec { Random = new RandomStructureSpec { DiameterNm = 1, BoxNm = 20 } } }] };

        var dataset = await Build(spec);

        Assert.Equal(3, dataset.Manifest.Classes[0].Provenance.Count);
        Assert.True(dataset.Train.Images.AsSpan(0, 256).ToArray().Distinct().Count() > 20);
    }

    private static DatasetSpec Small() => new()
    {
        Slices = new SlicesSpec { FieldOfViewNm = 100, Pixels = 16 },
        ImagesPerClass = new ImagesPerClassSpec { Train = 4, Validation = 2, Evaluation = 2 },
        Realisations = new RealisationsSpec { Train = 1, Validation = 1, Evaluation = 1 },
    };

    private static void RequireData() =>
        Skip.If(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("FILLER_DATA")), "FILLER_DATA names no folder with the measured files");

    private async Task<Dataset> Build(DatasetSpec spec)
    {
        var recipe = DatasetRecipe.From(spec, folder.Path);
        await new DatasetBuilder(sut).BuildAsync(recipe, folder.Store(), null, 2, default);
        return await DatasetReader.ReadAsync(folder.Store(), recipe.Digest, default);
    }
}
