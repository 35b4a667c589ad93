using System.Text.Json;

namespace Filler.EndToEnd.Tests;

public class CompareTests
{
    [Fact]
    public async Task Two_trials_are_compared_image_by_image_and_the_report_says_whether_the_best_stands_out()
    {
        using var tiny = new TinyStudy(trials: 2);
        var run = await FillerProcess.RunAsync(tiny.Run("run", "--set", "training.testTimeAugmentation=true"));
        Assert.True(run.Code == 0, run.ToString());
        var results = tiny.Record("run").Trials.Select(t => t.Status.Result!).ToList();

        var text = await FillerProcess.RunAsync("compare", tiny.At("run"), "0", "1");
        var json = await FillerProcess.RunAsync("compare", tiny.At("run"), "0", "1", "--output", "json");
        var refused = await FillerProcess.RunAsync("compare", tiny.At("run"), "0", "7");

        Assert.True(text.Code == 0, text.ToString());
        Assert.Contains("McNemar's exact test: p ", text.Output);
        var pair = JsonDocument.Parse(json.Output).RootElement[0];
        int Count(string name) => pair.GetProperty(name).GetInt32();
        Assert.Equal(48, Count("bothRight") + Count("onlyFirst") + Count("onlySecond") + Count("bothWrong"));
        // The counts of the answers are those of the confusion matrix.
        Assert.Equal(Right(0), Count("bothRight") + Count("onlyFirst"));
        Assert.Equal(Right(1), Count("bothRight") + Count("onlySecond"));
        Assert.Equal(2, refused.Code);
        Assert.Contains("the run has trials 0 to 1", refused.Error);
        var page = await File.ReadAllTextAsync(Path.Combine(tiny.At("run"), "report.html"));
        Assert.Contains("the runner-up on validation", page);
        Assert.Contains("chart-reliability", page);
        Assert.All(results, r => Assert.Equal((8, 48), (r.Evaluation!.Views, r.Evaluation.Reliability.Sum(b => b.Count))));

        int Right(int trial) => results[trial].ConfusionMatrix.Select((row, i) => row[i]).Sum();
    }
}
