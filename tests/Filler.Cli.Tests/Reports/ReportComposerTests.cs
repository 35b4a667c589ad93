using Filler.Api;
using Filler.Cli.Reports;

namespace Filler.Cli.Tests.Reports;

public sealed class ReportComposerTests
{
    [Fact]
    public void The_headline_answers_the_question_and_the_lead_names_the_hardest_class()
    {
        var report = ReportComposer.Compose(SampleRun.Content());

        Assert.Equal("C2F2 tells the three morphologies apart in 94.2 % of 600 unseen slices (95 % interval 92.0–95.8).", report.Headline);
        Assert.Equal("n-SBR is the hardest class: 181 of 200 told right, 17 taken for M-SBR.", report.Lead);
    }

    [Fact]
    public void A_network_no_better_than_guessing_is_not_said_to_tell_anything_apart()
    {
        var best = ReportComposer.Compose(SampleRun.Content()).Best! with { Accuracy = 0.36, Low = 0.32, High = 0.4 };

        var sentence = Headline.Sentence(best, []);

        Assert.StartsWith("No model told the three morphologies apart: the best, C2F2, is right in 36", sentence, StringComparison.Ordinal);
        Assert.EndsWith("guessing in 33.3 %.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_images_were_searched_the_lead_says_which_are_needed()
    {
        var report = ReportComposer.Compose(SampleGrid.Content(SampleGrid.Table1Study(), SampleGrid.Table1Trials()));

        Assert.EndsWith("That takes a field of view of 1000 nm and 2,000 training images per class.", report.Lead, StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_trials_are_told_with_their_reason()
    {
        var caveats = ReportComposer.Compose(SampleRun.Content()).Trust.Caveats;

        Assert.Contains("1 trial failed and is missing from every comparison: the loss became NaN (trial 13).", caveats);
    }

    [Fact]
    public void Many_failures_of_one_reason_are_one_line()
    {
        var trials = Enumerable.Range(0, 9).Select(n => (n, n == 8 ? TrialPhase.Succeeded : TrialPhase.Failed, (string?)(n == 3 ? null : "out of memory.")));

        Assert.Equal(["out of memory (trials 0, 1, 2, 4, 5, … (7))", "no reason was told (trial 3)"], Failures.Of(trials));
    }

    [Fact]
    public void Without_a_result_the_headline_says_so()
    {
        var content = SampleRun.Content(trials: 5);
        var waiting = content with
        {
            Study = content.Study with { Status = null },
            Trials = [.. content.Trials.Select(t => t with { Status = new TrialStatus() })],
        };

        var report = ReportComposer.Compose(waiting);

        Assert.Equal("No network has been evaluated yet: 5 trials still to finish.", report.Headline);
        Assert.Null(report.Best);
        Assert.Contains(report.Headline, ReportPage.Render(waiting), StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_whose_intervals_overlap_the_bests_are_called_indistinguishable()
    {
        var report = ReportComposer.Compose(SampleRun.Content());
        var best = new Interval(report.Best!.Low, report.Best.High);

        Assert.NotEmpty(report.Trust.Indistinguishable);
        Assert.DoesNotContain(report.Best.Trial, report.Trust.Indistinguishable);
        foreach (var trial in report.Records.Where(r => r.Low is not null && r.Number != report.Best.Trial))
        {
            Assert.Equal(
                best.Overlaps(new Interval(trial.Low!.Value, trial.High!.Value)),
                report.Trust.Indistinguishable.Contains(trial.Number));
        }
    }

    [Fact]
    public void A_goal_is_said_to_be_reached_in_the_metrics_direction()
    {
        var content = SampleRun.Content();
        string Lead(ObjectiveSpec objective) =>
            ReportComposer.Compose(content with { Study = content.Study with { Spec = content.Study.Spec with { Objective = objective } } }).Lead;

        Assert.Contains("was reached", Lead(new ObjectiveSpec { Goal = 0.9 }), StringComparison.Ordinal);
        Assert.Contains("was not reached", Lead(new ObjectiveSpec { Goal = 0.99 }), StringComparison.Ordinal);
        Assert.Contains("was not reached", Lead(new ObjectiveSpec { Metric = Metrics.Loss, Goal = 0.1 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameters_label_is_its_last_word_unless_that_says_too_little()
    {
        var parameters = ParameterLines.Of(
            [new() { Path = "model.dropout" }, new() { Path = "dataset.imagesPerClass.train" }, new() { Path = "a.seed" }, new() { Path = "b.seed" }],
            new Dictionary<string, double>());

        Assert.Equal(["dropout", "imagesPerClass.train", "a.seed", "b.seed"], parameters.Select(p => p.Label));
    }

    [Fact]
    public void A_stopped_trial_stands_for_its_best_epoch()
    {
        var report = ReportComposer.Compose(SampleRun.Content());
        var pruned = report.Records.First(r => r.Phase == TrialPhase.Pruned);

        Assert.Equal(pruned.Curve.Max(), pruned.ValidationMetric);
        Assert.Null(pruned.Accuracy);
    }
}
