using Filler.Api;
using Filler.Cli.Reports;

namespace Filler.Cli.Tests.Reports;

public sealed class RegressionReportTests
{
    private static readonly RegressionResult Regression = new(
        0.91, 0.88, 0.94, 0.012, 0.017, 400, [new TargetResult("low", 0.05, 200, 0.061, 0.01, 0.04, 0.08), new TargetResult("high", 0.25, 200, 0.248, 0.02, 0.21, 0.28)]);

    [Fact]
    public void The_headline_gives_R2_with_its_interval_and_the_error()
    {
        var report = ReportComposer.Compose(Content(Regression));

        Assert.Equal("C2F2 predicts the target with R² 0.910 (95 % interval 0.880–0.940) on 400 unseen slices, off by 0.012 on average.", report.Headline);
        Assert.StartsWith("low is the farthest off: its target is 0.05, the mean prediction 0.061.", report.Lead, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interval_down_to_0_is_no_prediction()
    {
        var report = ReportComposer.Compose(Content(Regression with { R2 = 0.02, R2Low = -0.05 }));

        Assert.StartsWith("No network predicted the target better than its mean does", report.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plot_has_a_dot_for_each_target_and_a_table_says_the_same()
    {
        var page = PredictionFigure.Write(Regression).ToString();

        Assert.Equal(2, page.Split("<circle").Length - 1);
        Assert.Contains("low: target 0.05, predicted 0.061 ± 0.01", page);
        Assert.Contains("0.21–0.28", page.Replace(" ", "", StringComparison.Ordinal).Replace("\u2060", "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_shows_predictions_in_place_of_counts()
    {
        var page = ReportPage.Render(Content(Regression));

        Assert.Contains("Predicted against true", page);
        Assert.DoesNotContain("Told right, by class", page);
    }

    private static RunContent Content(RegressionResult regression)
    {
        var run = SampleRun.Content();
        var best = run.Study.Status!.Best! with { Regression = regression, PerClass = [], ConfusionMatrix = [], EvaluationAccuracy = 0 };
        return run with { Study = run.Study with { Status = run.Study.Status with { Best = best } } };
    }
}
