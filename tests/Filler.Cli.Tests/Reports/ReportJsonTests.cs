using System.Text.Json;
using Filler.Cli.Reports;

namespace Filler.Cli.Tests.Reports;

public sealed class ReportJsonTests
{
    [Fact]
    public void The_document_names_its_format_and_holds_the_answer()
    {
        using var document = JsonDocument.Parse(ReportJson.Render(SampleRun.Content()));
        var root = document.RootElement;

        Assert.Equal("filler.report/v1", root.GetProperty("format").GetString());
        Assert.Equal("quickstart", root.GetProperty("study").GetString());
        Assert.Equal((565, 600), (root.GetProperty("best").GetProperty("correct").GetInt32(), root.GetProperty("best").GetProperty("total").GetInt32()));
        Assert.Equal(3, root.GetProperty("best").GetProperty("perClass").GetArrayLength());
        Assert.Equal(30, root.GetProperty("records").GetArrayLength());
        Assert.Equal("adam", root.GetProperty("best").GetProperty("parameters").GetProperty("training.optimizer").GetString());
        Assert.Equal(0.52, root.GetProperty("parameters")[3].GetProperty("importance").GetDouble());
        Assert.Equal("Succeeded", root.GetProperty("records")[0].GetProperty("phase").GetString());
    }

    [Fact]
    public void A_grids_table_is_in_the_document()
    {
        using var document = JsonDocument.Parse(ReportJson.Render(SampleGrid.Content(SampleGrid.Table2Study(), SampleGrid.Table2Trials())));
        var table = document.RootElement.GetProperty("tables")[0];

        Assert.Equal(8, table.GetProperty("rows").GetArrayLength());
        Assert.Equal(753, table.GetProperty("rows")[0].GetProperty("counts")[0].GetProperty("correct").GetDouble());
    }

    [Fact]
    public void A_curve_that_diverged_is_still_json()
    {
        var content = SampleRun.Content();
        var trial = content.Trials[0];
        var diverged = trial with { Status = trial.Status with { Result = null, Epochs = [trial.Status.Epochs[0] with { Accuracy = double.NaN }] } };

        using var document = JsonDocument.Parse(ReportJson.Render(content with { Trials = [diverged, .. content.Trials.Skip(1)] }));

        Assert.Equal("NaN", document.RootElement.GetProperty("records")[0].GetProperty("curve")[0].GetString());
        Assert.False(document.RootElement.GetProperty("records")[0].TryGetProperty("validationMetric", out _));
    }
}
