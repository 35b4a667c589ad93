using System.Text.RegularExpressions;

namespace Filler.EndToEnd.Tests;

public partial class ProposalTests
{
    [Fact]
    public async Task What_the_report_proposes_to_run_next_runs_as_it_stands_and_counts_what_is_trained()
    {
        using var tiny = new TinyStudy(trials: 3);
        var run = await FillerProcess.RunAsync(tiny.Run("run"));
        Assert.True(run.Code == 0, run.ToString());

        var report = await FillerProcess.RunAsync("report", tiny.At("run"));
        // With 48 evaluation images no network stands out, so the last proposal is to train the best again.
        var proposal = report.Output.Split('\n').Select(l => l.Trim()).Last(l => l.StartsWith("filler run ", StringComparison.Ordinal));
        string[] words = [.. Word().Matches(proposal).Select(w => w.Value.Replace("'", "", StringComparison.Ordinal)).Skip(1)];
        var again = await FillerProcess.RunAsync([.. words, "--no-progress"]);

        Assert.True(again.Code == 0, $"{proposal}\n{again}");
        var trials = new RunRecord(words[Array.IndexOf(words, "--run-folder") + 1]).Trials;
        Assert.Equal(5, trials.Count);
        Assert.Equal(1, trials.Count(t => t.Status.ReusedFrom is not null));
        Assert.All(trials, t => Assert.Equal(trials[0].Spec.Parameters, t.Spec.Parameters));
    }

    [GeneratedRegex(@"('[^']*'|[^\s'])+")]
    private static partial Regex Word();
}
