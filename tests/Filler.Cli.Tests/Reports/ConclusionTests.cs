using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Filler.Api;
using Filler.Cli.Reports;

namespace Filler.Cli.Tests.Reports;

public sealed class ConclusionTests
{
    // The counts that the source paper prints: 1000 slices a class.
    private static readonly ReportDocument Table1 = ReportComposer.Compose(Grid());

    [Fact]
    public void More_images_than_chance_can_tell_from_fewer_are_not_asked_for()
    {
        var images = Assert.Single(Table1.Conclusion.Findings, f => f.StartsWith("Images:", StringComparison.Ordinal));

        // (1000 nm)²: 2829, 2952, 2935 of 3000.
        Assert.Equal(
            "Images: 2,000 training images per class suffice with (1000 nm)²: 8,000 lost 0.6 points (95 % interval −1.3 to +0.1 points), no more than chance explains (trials 0, 1).", images);
    }

    [Fact]
    public void A_field_that_helps_beyond_chance_is_named_with_both_shares_and_their_trials()
    {
        var field = Assert.Single(Table1.Conclusion.Findings, f => f.StartsWith("Field of view:", StringComparison.Ordinal));

        Assert.StartsWith("Field of view: a larger one still helps with 2000 images per class: from 500 nm to 1000 nm the share told right went from 90.2 to 98.4 % (95 % interval +7.0 to +9.4 points; trials 1, 4).", field, StringComparison.Ordinal);
    }

    [Fact]
    public void The_accuracy_by_field_has_a_line_for_each_number_of_images_tried_with_two_fields()
    {
        var lines = Table1.Fields!.Lines;

        Assert.Equal(["2000 images per class", "8000 images per class", "500 images per class"], lines.Select(l => l.Label));
        Assert.Equal([500, 1000], lines[0].Points.Select(p => p.FieldOfViewNm));
        Assert.Equal((2706 / 3000.0, 2952 / 3000.0), (lines[0].Points[0].Accuracy, lines[0].Points[1].Accuracy));
        Assert.All(lines.SelectMany(l => l.Points), p => Assert.InRange(p.Accuracy, p.Low, p.High));
    }

    [Fact]
    public void The_page_says_and_draws_it()
    {
        var page = new HtmlParser().ParseDocument(ReportPage.Render(Grid()));

        Assert.Equal(Table1.Conclusion.Findings.Count, page.QuerySelectorAll("#conclusion ul li").Length);
        Assert.Contains("98.4 % at 1000 nm", page.GetElementById("chart-field")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(Table1.Conclusion.Next.Select(n => n.Command), page.QuerySelectorAll("#conclusion pre").Select(p => p.TextContent));
    }

    [Fact]
    public void The_smallest_network_that_is_not_shown_to_be_worse_is_named()
    {
        // Each rival as good is smaller.
        var report = ReportComposer.Compose(WinnerOf(900_000));

        var network = Network(report);

        var rivals = report.Records.Where(r => report.Trust.Indistinguishable.Contains(r.Number)).ToList();
        var smallest = rivals.MinBy(r => (r.Weights, r.Number))!;
        Assert.True(smallest.Weights < report.Best!.Weights);
        Assert.Contains($"The smallest that is not shown to be worse is {smallest.Architecture} (trial {smallest.Number}, ", network, StringComparison.Ordinal);
    }

    [Fact]
    public void A_best_network_that_is_the_smallest_is_said_to_be() =>
        Assert.EndsWith(" and the smallest of them.", Network(ReportComposer.Compose(WinnerOf(10))), StringComparison.Ordinal);

    [Fact]
    public void Each_network_stands_once_with_its_best_trial_on_validation()
    {
        var report = ReportComposer.Compose(SampleRun.Content());
        var rows = new HtmlParser().ParseDocument(ReportPage.Render(SampleRun.Content())).QuerySelectorAll("#networks tbody tr");

        Assert.Equal(report.Networks.Select(n => n.Architecture).Distinct(), report.Networks.Select(n => n.Architecture));
        Assert.Equal(report.Best!.Trial, report.Networks[0].Trials[0]);
        Assert.Equal(report.Records.Count(r => r.Low is not null), report.Networks.Sum(n => n.Trials.Count));
        Assert.Equal(report.Networks.Count, rows.Length);
        Assert.Equal("best", rows[0].ClassName);
    }

    [Fact]
    public void A_best_value_at_the_end_of_its_range_asks_for_a_wider_one_that_the_manifest_takes()
    {
        var content = SampleRun.Content();
        var best = content.Study.Status!.Best!;
        var spec = content.Study.Spec;

        string[] Sets(string path, JsonValue value)
        {
            var there = best with { Parameters = new Parameters(best.Parameters.Append(KeyValuePair.Create(path, value)).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Last().Value)) };
            var run = content with { Study = content.Study with { Status = content.Study.Status with { Best = there } }, Again = step => $"again {step}" };
            return [.. ReportComposer.Compose(run).Conclusion.Next.Select(n => n.Command!).Where(c => c.Contains("search.parameters", StringComparison.Ordinal))];
        }

        Assert.Empty(Sets("training.learningRate", JsonValue.Create(1e-3)));
        Assert.Equal(["again 1 --set search.parameters[0].int.max=5"], Sets("model.convLayers", JsonValue.Create(4)).Select(c => c.Replace("'", "", StringComparison.Ordinal)));
        // No network has fewer layers than one: the manifest would refuse it.
        Assert.Empty(Sets("model.convLayers", JsonValue.Create(1)));
        Assert.Equal(["again 1 --set search.parameters[3].double.max=10"], Sets("training.learningRate", JsonValue.Create(0.0999)).Select(c => c.Replace("'", "", StringComparison.Ordinal)));
        Assert.Equal(5, spec.Search.Parameters.Count);
    }

    [Fact]
    public void A_search_that_tries_no_network_twice_is_judged_by_the_best_of_each_number_of_images()
    {
        var trials = SampleGrid.Table1Trials().Select(t => t with
        {
            Spec = t.Spec with
            {
                Parameters = new Parameters(t.Spec.Parameters.Append(KeyValuePair.Create("training.learningRate", JsonValue.Create(1e-3 + (1e-5 * t.Spec.Number)))).ToDictionary(p => p.Key, p => p.Value)),
            },
        }).ToArray();
        var study = SampleGrid.Study("dataset.slices.fieldOfViewNm", "dataset.imagesPerClass.train", "training.learningRate");

        var line = Assert.Single(ShareLines.Along(ManifestPaths.TrainImages, study.Spec, trials));

        Assert.Equal("the best network found for each", line.Label);
        Assert.Equal([500, 2000, 8000], line.Points.Select(p => p.At));
        Assert.Equal([2829 / 3000.0, 2952 / 3000.0, 2935 / 3000.0], line.Points.Select(p => p.Share.Accuracy));
    }

    [Fact]
    public void A_study_without_a_result_concludes_nothing()
    {
        var content = SampleRun.Content();
        var report = ReportComposer.Compose(content with { Study = content.Study with { Status = null }, Trials = [] });

        Assert.Empty(report.Conclusion.Findings);
        Assert.Empty(report.Conclusion.Next);
        Assert.DoesNotContain("id=\"conclusion\"", ReportPage.Render(content with { Study = content.Study with { Status = null }, Trials = [] }), StringComparison.Ordinal);
    }

    private static string Network(ReportDocument report) => Assert.Single(report.Conclusion.Findings, f => f.StartsWith("Network:", StringComparison.Ordinal));

    private static RunContent WinnerOf(long weights)
    {
        var content = SampleRun.Content();
        var winner = content.Study.Status!.Best!.Trial;
        return content with
        {
            Trials = [.. content.Trials.Select(t => t.Spec.Number == winner ? t with { Status = t.Status with { Result = t.Status.Result! with { Weights = weights } } } : t)],
        };
    }

    private static RunContent Grid() => SampleGrid.Content(SampleGrid.Table1Study(), SampleGrid.Table1Trials()) with { Again = step => $"again {step}" };
}
