using Filler.Api;
using Filler.Cli.Reports;
using Filler.Datasets;
using Filler.Storage;

namespace Filler.Cli.Tests.Reports;

public sealed class StructureInspectionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("filler-inspect-");
    private readonly SampleGrower grower = new();
    private readonly InspectedStructures sut;

    public StructureInspectionTests() => sut = new InspectedStructures(grower, new FolderBlobStore(Path.Combine(folder.FullName, "store")));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_lattice_is_measured_as_a_lattice()
    {
        var inspection = Assert.Single(await OfStudyAsync(Study(), "Rnd"));

        Assert.Equal(("Rnd", "random", 216), (inspection.Name, inspection.Kind, inspection.Particles));
        Assert.Equal(4.0 / 3 * Math.PI * 512 / 8000, inspection.VolumeFraction, 9);
        Assert.Equal((8, 0), (inspection.MeanRadiusNm, inspection.RadiusSpreadNm));
        Assert.Equal((216, 1), (inspection.Clusters, inspection.LargestCluster));
        var nearest = inspection.PairCorrelation.DistanceNm.Zip(inspection.PairCorrelation.Value).First(p => p.Second > 0).First;
        Assert.Equal(SampleGrower.Spacing, nearest, 0.5);
    }

    [Fact]
    public async Task All_classes_of_a_study_are_inspected_in_order() =>
        Assert.Equal(["M-SBR", "n-SBR", "Rnd"], (await OfStudyAsync(Study(), null)).Select(i => i.Name));

    [Fact]
    public async Task A_fit_is_made_once_and_shown_with_its_quality()
    {
        var file = Path.Combine(folder.FullName, "curve.txt");
        await File.WriteAllTextAsync(file, "0.01 1 0.1");
        var study = Study();
        study = study with
        {
            Dataset = study.Dataset with
            {
                Classes = [new ClassSpec { Name = "Ludox", Structure = new StructureSpec { Scattering = new ScatteringStructureSpec { File = "curve.txt" } } }, study.Dataset.Classes[2]],
                Slices = new SlicesSpec { FieldOfViewNm = 50 },
            },
        };

        await OfStudyAsync(study, "Ludox");
        Assert.Null(Assert.Single(await OfStudyAsync(study, "Ludox")).Spread);
        var inspection = Assert.Single(await OfStudyAsync(study, "Ludox"));

        Assert.Equal(1, grower.Fits);
        Assert.Equal(1.07, inspection.Scattering!.ChiSquarePerDegree);
        var text = StructureInspectionText.Of(inspection);
        Assert.Contains("chi²/dof 1.07, Rw 3.1 %, 70 points", text, StringComparison.Ordinal);
        Assert.Contains("125", text, StringComparison.Ordinal);
        Assert.Contains("\"chiSquarePerDegree\": 1.07", StructureInspectionText.Json([inspection]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_solutions_are_fitted_and_their_spread_is_told()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "curve.txt"), "0.01 1 0.1");
        var study = Study();
        study = study with
        {
            Dataset = study.Dataset with
            {
                Classes = [new ClassSpec { Name = "Ludox", Structure = new StructureSpec { Scattering = new ScatteringStructureSpec { File = "curve.txt" } } }, study.Dataset.Classes[2]],
                Slices = new SlicesSpec { FieldOfViewNm = 50 },
                Realisations = new RealisationsSpec { Train = 2, Validation = 1, Evaluation = 1 },
            },
        };

        var inspection = Assert.Single(await OfStudyAsync(study, "Ludox", solutions: 3));
        var tooMany = await Assert.ThrowsAsync<DatasetException>(() => OfStudyAsync(study, "Ludox", solutions: 5));

        Assert.Equal(3, grower.Fits);
        Assert.Equal([1.07, 1.07, 1.07], inspection.Spread!.ChiSquaredPerDegree);
        // The sample's structures are all alike.
        Assert.Equal(0, inspection.Spread.PairCorrelation, 1e-12);
        Assert.Equal(new MeanAndDeviation(2, 1), MeanAndDeviation.Of([1, 2, 3]));
        Assert.Contains("3 independent, chi²/dof 1.07, 1.07, 1.07", StructureInspectionText.Of(inspection), StringComparison.Ordinal);
        Assert.Contains("ask for at most 4 solutions", tooMany.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_hold_what_the_plots_show()
    {
        var inspection = Assert.Single(await OfStudyAsync(Study(), "Rnd"));

        var files = StructureTables.Write(inspection, Path.Combine(folder.FullName, "tables"));

        Assert.Equal(["Rnd-pair-correlation.csv", "Rnd-structure-factor.csv", "Rnd-aggregate-sizes.csv"], files.Select(Path.GetFileName));
        Assert.Equal(["particles,aggregates", "1,216"], await File.ReadAllLinesAsync(files[2]));
        Assert.Equal(inspection.PairCorrelation.Value.Length + 1, (await File.ReadAllLinesAsync(files[0])).Length);
    }

    [Fact]
    public async Task Plots_are_written_under_names_that_every_file_system_takes()
    {
        var study = Study();
        study = study with { Dataset = study.Dataset with { Classes = [study.Dataset.Classes[0] with { Name = "M SBR.1" }, study.Dataset.Classes[2]] } };
        var inspection = Assert.Single(await OfStudyAsync(study, "M SBR.1"));

        var files = StructurePlots.Write(inspection, Path.Combine(folder.FullName, "plots"));

        Assert.Equal(["M-SBR-1-pair-correlation.png", "M-SBR-1-structure-factor.png"], files.Select(Path.GetFileName));
        Assert.All(files, f => Assert.NotNull(SkiaSharp.SKBitmap.Decode(f)));
    }

    [Fact]
    public async Task A_class_that_does_not_exist_is_refused_with_the_names_that_do()
    {
        var e = await Assert.ThrowsAsync<DatasetException>(() => OfStudyAsync(Study(), "Silica"));

        Assert.Contains("'Silica'", e.Message, StringComparison.Ordinal);
        Assert.Contains("M-SBR, n-SBR, Rnd", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_particles_is_inspected_under_its_name()
    {
        var inspection = InspectedStructures.OfFile(grower, "silica.xyz", 80, null, CancellationToken.None);

        Assert.Equal(("silica.xyz", 64), (inspection.Name, inspection.Particles));
    }

    private static StudySpec Study() => SampleRun.Study(["M-SBR", "n-SBR", "Rnd"]).Spec;

    private Task<IReadOnlyList<StructureInspection>> OfStudyAsync(StudySpec study, string? name, int solutions = 1) =>
        sut.OfStudyAsync(study, folder.FullName, name, solutions, null, CancellationToken.None);
}
