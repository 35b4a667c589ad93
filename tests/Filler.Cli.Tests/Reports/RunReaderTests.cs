using Filler.Api;
using Filler.Cli.Reports;
using Filler.Datasets;
using Filler.Storage;

namespace Filler.Cli.Tests.Reports;

public sealed class RunReaderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("filler-report-");
    private readonly FolderBlobStore store;
    private readonly SampleStore sample;

    public RunReaderTests()
    {
        store = new FolderBlobStore(folder.FullName);
        sample = new SampleStore(store);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_studys_dataset_is_found_and_its_slices_are_spread_over_the_evaluation_images()
    {
        var run = SampleRun.Content();
        var digest = await sample.PutDatasetAsync(Stored(run.Study));
        await sample.PutDatasetAsync(Stored(run.Study) with { Seed = 99 });

        var content = await ReadAsync(run);

        var dataset = Assert.Single(content.Datasets);
        Assert.Equal(digest, dataset.Digest);
        Assert.Equal(["M-SBR", "n-SBR", "Rnd"], dataset.Classes.Select(c => c.Name));
        Assert.All(dataset.Classes, (c, label) => Assert.All(c.Slices, slice => Assert.Equal(label, slice[0] % 3)));
        Assert.Equal(8, dataset.Classes[0].Slices.Count);
        Assert.Contains("100 particles of M-SBR", ReportPage.Render(content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fit_is_found_without_the_measured_file()
    {
        var run = SampleRun.Content();
        var section = run.Study.Spec.Dataset;
        section = section with
        {
            Classes = [new ClassSpec { Name = "Ludox", Structure = new StructureSpec { Scattering = new ScatteringStructureSpec { File = "gone.xml" } } }, .. section.Classes.Skip(1)],
        };
        var study = run.Study with { Spec = run.Study.Spec with { Dataset = section }, Status = null };
        await sample.PutDatasetAsync(Stored(study), await sample.PutFitAsync(section, 0));

        var content = await ReadAsync(run with { Study = study, Trials = [] });

        var fit = Assert.Single(content.Fits);
        Assert.Equal(("Ludox", 1.07, 0.031), (fit.Name, fit.ChiSquarePerDegree, Math.Round(fit.WeightedResidual, 9)));
        Assert.Equal(70, fit.Q.Count);
    }

    [Fact]
    public async Task Fields_of_view_that_were_searched_come_by_rising_size()
    {
        var study = SampleGrid.Table1Study();
        Trial[] trials = [.. SampleGrid.Table1Trials().Select(t => t with { Spec = t.Spec with { Dataset = t.Spec.Dataset with { Classes = study.Spec.Dataset.Classes } } })];
        foreach (var section in trials.Select(t => DatasetPlan.StoredRecipe(t.Spec.Dataset, study.Spec)).DistinctBy(s => s.Slices.FieldOfViewNm))
            await sample.PutDatasetAsync(section);

        var content = await RunReader.ReadAsync(study, trials, store, "filler", TimeProvider.System, CancellationToken.None);

        Assert.Equal([250, 500, 1000], content.Datasets.Select(d => d.FieldOfViewNm));
    }

    [Fact]
    public async Task The_parameter_that_the_sample_depends_on_most_matters_most()
    {
        var content = await ReadAsync(SampleRun.Content());

        Assert.Equal(5, content.Importance.Count);
        Assert.Equal("training.learningRate", content.Importance.MaxBy(p => p.Value).Key);
    }

    [Fact]
    public async Task Without_a_dataset_the_report_says_that_it_can_show_no_slices()
    {
        var content = await ReadAsync(SampleRun.Content());

        Assert.Empty(content.Datasets);
        Assert.Contains("No dataset of this study is in its store", ReportPage.Render(content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_images_are_named_with_the_fix()
    {
        var run = SampleRun.Content();
        var digest = await sample.PutDatasetAsync(Stored(run.Study));
        await store.DeleteAsync($"datasets/{digest}/evaluation-images.npy", CancellationToken.None);

        var e = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(run));

        Assert.Contains($"datasets/{digest}/evaluation-images.npy: missing", e.Message, StringComparison.Ordinal);
        Assert.Contains("build it again", e.Message, StringComparison.Ordinal);
    }

    private static DatasetSpec Stored(Study study) => DatasetPlan.StoredRecipe(study.Spec.Dataset, study.Spec);

    private Task<RunContent> ReadAsync(RunContent run) =>
        RunReader.ReadAsync(run.Study, run.Trials, store, "filler 0.1.0", TimeProvider.System, CancellationToken.None);
}
