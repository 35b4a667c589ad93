using System.Text.Json;
using AngleSharp.Html.Parser;
using Filler.Api;
using Filler.Cli.Reports;
using Filler.Cli.Tests.Commands;
using Filler.Studies;

namespace Filler.Cli.Tests.Reports;

public sealed class FrontTests
{
    [Fact]
    public void The_page_draws_each_further_objective_against_the_first_and_lists_the_front()
    {
        var page = new HtmlParser().ParseDocument(ReportPage.Render(Content(Measures.Weights, Measures.TrainSeconds)));

        Assert.Equal(["1", "2"], page.QuerySelectorAll("[data-front]").Select(e => e.GetAttribute("data-front")!));
        Assert.Equal(Content(Measures.Weights, Measures.TrainSeconds).Study.Status!.Front!.Points.Count, page.QuerySelectorAll("#front tbody tr").Length);
        Assert.Contains("beaten by no other one in validation accuracy and trainable weights and training time in s together", page.QuerySelector("#front p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_document_holds_the_front_and_every_finished_trials_values()
    {
        using var document = JsonDocument.Parse(ReportJson.Render(Content(Measures.Weights)));
        var front = document.RootElement.GetProperty("front");

        Assert.Equal(["accuracy", "weights"], front.GetProperty("objectives").EnumerateArray().Select(o => o.GetProperty("metric").GetString()));
        Assert.InRange(front.GetProperty("hypervolume").GetDouble(), 0, 1);
        Assert.All(document.RootElement.GetProperty("records").EnumerateArray(), r => Assert.Equal(r.GetProperty("phase").GetString() == "Succeeded", r.TryGetProperty("objectives", out _)));
    }

    [Fact]
    public void A_study_of_one_objective_has_no_such_section() => Assert.DoesNotContain("id=\"front\"", ReportPage.Render(SampleRun.Content()), StringComparison.Ordinal);

    [Fact]
    public async Task A_run_shows_its_front_and_gives_it_to_machines()
    {
        using var shell = new Shell();
        string[] set = ["--set", "objectives=[{metric: accuracy}, {metric: fieldOfViewNm}]", "--set", "search.parameters=[{path: dataset.slices.fieldOfViewNm, choice: [40, 60]}]"];

        var shown = await shell.RunAsync(set);
        var json = await shell.RunAsync([.. set, "--output", "json"]);

        Assert.Equal((ExitCode.Success, ""), (shown.Code, shown.Error));
        Assert.Contains("Front: 2 configurations that no other one matches", shown.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal([60.0, 40], document.RootElement.GetProperty("front").GetProperty("points").EnumerateArray().Select(p => p.GetProperty("values")[1].GetDouble()));
        Assert.Contains("id=\"front\"", await File.ReadAllTextAsync(Path.Combine(shell.Run, "report.html")), StringComparison.Ordinal);
    }

    private static RunContent Content(params string[] costs)
    {
        var content = SampleRun.Content();
        var study = content.Study with { Spec = content.Study.Spec with { Objectives = [new MeasureSpec(), .. costs.Select(c => new MeasureSpec { Metric = c })] } };
        return content with { Study = study with { Status = study.Status! with { Front = Fronts.Of(study.Spec, content.Trials) } } };
    }
}
