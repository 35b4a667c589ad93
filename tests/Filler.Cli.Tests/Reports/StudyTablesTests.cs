using Filler.Api;
using Filler.Cli.Reports;

namespace Filler.Cli.Tests.Reports;

public sealed class StudyTablesTests
{
    [Fact]
    public void A_grid_over_field_and_images_is_the_papers_table_1()
    {
        var table = Assert.Single(StudyTables.Of(SampleGrid.Table1Study().Spec, SampleGrid.Table1Trials()));

        Assert.Equal(["M-SBR", "n-SBR", "Rnd"], table.Classes);
        Assert.Equal(SampleGrid.Table1.Select(r => $"({r.Field} nm)²"), table.Rows.Select(r => r.Labels[0]));
        Assert.Equal(SampleGrid.Table1.Select(r => $"{r.Images}+{r.Images}"), table.Rows.Select(r => r.Labels[1]));
        Assert.Equal(SampleGrid.Table1.SelectMany(r => r.Correct), table.Rows.SelectMany(r => r.Counts).Select(c => (int)c.Correct));
    }

    [Fact]
    public void A_grid_over_dense_layers_is_the_papers_table_2()
    {
        var table = Assert.Single(StudyTables.Of(SampleGrid.Table2Study().Spec, SampleGrid.Table2Trials()));

        Assert.Equal(SampleGrid.Table2.Select(r => $"C4F{r.Dense}"), table.Rows.Select(r => r.Labels.Single()));
        Assert.Equal(SampleGrid.Table2.SelectMany(r => r.Correct), table.Rows.SelectMany(r => r.Counts).Select(c => (int)c.Correct));
    }

    [Fact]
    public void The_table_for_terminals_is_laid_out_as_in_the_paper()
    {
        var text = StudyTableText.Of(StudyTables.Of(SampleGrid.Table1Study().Spec, SampleGrid.Table1Trials())[0]);

        Assert.Equal(
            """
            Correct answers by field of view and number of images

            Field of view  Images per class     M-SBR  95 % interval     n-SBR  95 % interval        Rnd  95 % interval
            (250 nm)²      8000+8000         434/1000    40.4–46.5 %  925/1000    90.7–94.0 %   516/1000    48.5–54.7 %
            (500 nm)²      500+500           981/1000    97.1–98.8 %  663/1000    63.3–69.2 %   925/1000    90.7–94.0 %
                           2000+2000         965/1000    95.2–97.5 %  791/1000    76.5–81.5 %   950/1000    93.5–96.2 %
                           8000+8000         908/1000    88.8–92.4 %  889/1000    86.8–90.7 %   993/1000    98.6–99.7 %
            (1000 nm)²     500+500           914/1000    89.5–93.0 %  915/1000    89.6–93.1 %  1000/1000     99.6–100 %
                           2000+2000         978/1000    96.7–98.5 %  974/1000    96.2–98.2 %  1000/1000     99.6–100 %
                           8000+8000         940/1000    92.4–95.3 %  995/1000    98.8–99.8 %  1000/1000     99.6–100 %

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void Repeats_of_a_configuration_share_a_row_with_mean_and_range_and_no_narrower_interval()
    {
        Trial[] trials = [SampleGrid.Of(0, 2, [700, 760, 880]), SampleGrid.Of(1, 2, [800, 770, 880])];

        var row = Assert.Single(StudyTables.Of(SampleGrid.Table2Study().Spec, trials)[0].Rows);

        Assert.Equal([0, 1], row.Trials);
        Assert.Equal((750, 700, 800), (row.Counts[0].Correct, row.Counts[0].Least, row.Counts[0].Most));
        Assert.Equal(Interval.Wilson(750, 880), new Interval(row.Counts[0].Low, row.Counts[0].High));
        Assert.Equal("750 (700–800)", StudyTableText.Count(row.Counts[0]));
    }

    [Fact]
    public void A_configuration_that_has_not_finished_keeps_its_row()
    {
        var waiting = SampleGrid.Of(1, 3, [1, 1, 1]) with { Status = new TrialStatus() };

        var table = StudyTables.Of(SampleGrid.Table2Study().Spec, [SampleGrid.Of(0, 2, [700, 760, 880]), waiting])[0];

        Assert.Equal(["C4F2", "C4F3"], table.Rows.Select(r => r.Labels[0]));
        Assert.Empty(table.Rows[1].Counts);
        Assert.Contains("C4F3", StudyTableText.Of(table), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("training.learningRate")]
    [InlineData("dataset.slices.fieldOfViewNm", "training.learningRate")]
    public void Other_grids_have_no_such_table(params string[] paths) => Assert.Empty(StudyTables.Of(SampleGrid.Study(paths).Spec, SampleGrid.Table1Trials()));
}
