using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Cli.Reports;
using Filler.Cli.Running;
using Filler.Cli.Tests.Running;
using Filler.Studies;

namespace Filler.Cli.Tests.Reuse;

/// <summary>Two or more studies, each in a run folder of its own, on one store.</summary>
public sealed class ReuseTests : IDisposable
{
    private readonly TestFolder shared = new();

    public void Dispose() => shared.Dispose();

    [Fact]
    public async Task What_another_study_has_trained_is_taken_over_and_marked()
    {
        using var first = new Lab();
        using var second = new Lab();
        await first.RunAsync(Study("first", 1, 2, 3));

        var end = await second.RunAsync(Study("second", 2, 3, 4));

        Assert.Equal(RunEndKind.Complete, end.Kind);
        var trials = second.Run.ReadTrials();
        Assert.Equal([1, 2, null], trials.Select(t => t.Status.ReusedFrom?.Trial));
        Assert.Equal([0, 0, 1], trials.Select(t => t.Status.Attempt));
        Assert.All(trials, t => Assert.Equal((TrialPhase.Succeeded, 3), (t.Status.Phase, t.Status.Epochs.Count)));
        Assert.Equal(first.Run.ReadTrials()[1].Status.Result!.Checkpoint, trials[0].Status.Result!.Checkpoint);
        Assert.Equal(2, second.Run.ReadStudy()!.Status!.Trials.Reused);
        Assert.Contains("trial 0 succeeded: accuracy 0.7561, C1F1, taken over from trial 1 of study first", second.Notes);
        Assert.StartsWith("taken over from trial 1 of study first, trained and evaluated there", trials[0].Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_names_where_a_result_comes_from_and_counts_no_time_for_it()
    {
        using var first = new Lab();
        using var second = new Lab();
        await first.RunAsync(Study("first", 1, 2));
        await second.RunAsync(Study("second", 1, 2));

        var content = new RunContent { Study = second.Run.ReadStudy()!, Trials = second.Run.ReadTrials(), Software = "filler", Made = DateTimeOffset.UnixEpoch };
        var report = ReportComposer.Compose(content);

        Assert.Equal((2, 0.0), (report.Trials.Reused, report.Trials.Seconds));
        Assert.All(report.Records, r => Assert.Equal("first", r.ReusedFrom!.Study));
        Assert.Equal("first", content.Study.Status!.Best!.ReusedFrom!.Study);
        Assert.Contains("from first, trial 1", ReportPage.Render(content), StringComparison.Ordinal);
        Assert.Contains("\"reusedFrom\"", ReportJson.Render(content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_training_or_another_metric_is_another_trial()
    {
        using var first = new Lab();
        using var second = new Lab();
        using var third = new Lab();
        await first.RunAsync(Study("first", 1));

        var longer = Study("second", 1);
        await second.RunAsync(longer with { Spec = longer.Spec with { Training = longer.Spec.Training with { Epochs = 4 } } });
        var other = Study("third", 1);
        await third.RunAsync(other with { Spec = other.Spec with { Objective = new ObjectiveSpec { Metric = Metrics.Loss } } });

        Assert.All(second.Run.ReadTrials().Concat(third.Run.ReadTrials()), t => Assert.Null(t.Status.ReusedFrom));
    }

    [Fact]
    public async Task Reuse_refused_by_the_manifest_trains_anew()
    {
        using var first = new Lab();
        using var second = new Lab();
        await first.RunAsync(Study("first", 1));
        var alone = Study("second", 1);

        await second.RunAsync(alone with { Spec = alone.Spec with { Search = alone.Spec.Search with { Reuse = false } } });

        Assert.Equal((null, 1), (second.Run.ReadTrials()[0].Status.ReusedFrom, second.Run.ReadTrials()[0].Status.Attempt));
    }

    [Fact]
    public async Task Repeats_take_over_draws_of_their_own_and_train_what_is_missing()
    {
        using var first = new Lab();
        using var second = new Lab();
        await first.RunAsync(Study("first", 2, 1));
        var repeated = Study("second", 1);

        await second.RunAsync(repeated with { Spec = repeated.Spec with { Search = repeated.Spec.Search with { Repeats = 3, MaxTrials = 3 } } });

        var trials = second.Run.ReadTrials();
        Assert.Equal([0, 1, 2], trials.Select(t => t.Spec.Repeat));
        Assert.NotNull(trials[0].Status.ReusedFrom);
        Assert.Equal([null, null], trials.Skip(1).Select(t => t.Status.ReusedFrom));
    }

    [Theory]
    [InlineData("{ \"origin\": ", "damaged or of another version")]
    [InlineData(null, "its digest does not fit")]
    public async Task A_damaged_result_is_named_trained_anew_and_replaced_by_its_owner(string? content, string warning)
    {
        using var first = new Lab();
        using var second = new Lab();
        using var third = new Lab();
        await first.RunAsync(Study("first", 1));
        var file = Assert.Single(Published());
        File.WriteAllText(file, content ?? File.ReadAllText(file).Replace("\"bestEpoch\": 3", "\"bestEpoch\": 2", StringComparison.Ordinal));

        await second.RunAsync(Study("second", 1));

        Assert.Contains(second.Notes, n => n.Contains(warning, StringComparison.Ordinal) && n.Contains("trained anew", StringComparison.Ordinal) && n.Contains(Path.GetFileName(file), StringComparison.Ordinal));
        Assert.Equal((null, 1, TrialPhase.Succeeded), Essence(second));
        await third.RunAsync(Study("third", 1));
        Assert.Equal("second", third.Run.ReadTrials()[0].Status.ReusedFrom!.Study);
    }

    [Fact]
    public async Task A_result_whose_weights_are_gone_is_not_taken_over()
    {
        using var first = new Lab();
        using var second = new Lab();
        await first.RunAsync(Study("first", 1));
        File.Delete(Path.Combine(shared.At("store"), first.Run.ReadTrials()[0].Status.Result!.Checkpoint));

        await second.RunAsync(Study("second", 1));

        Assert.Equal((null, 1, TrialPhase.Succeeded), Essence(second));
        Assert.Contains(second.Notes, n => n.Contains("are gone; the trial is trained anew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Studies_that_race_both_finish_and_leave_whole_results_for_a_third()
    {
        using var first = new Lab();
        using var second = new Lab();
        using var third = new Lab();

        var ends = await Task.WhenAll(first.RunAsync(Study("first", 1, 2, 3, 4)), second.RunAsync(Study("second", 1, 2, 3, 4)));
        await third.RunAsync(Study("third", 4, 3, 2, 1));

        Assert.All(ends, e => Assert.Equal(RunEndKind.Complete, e.Kind));
        Assert.All(Published(), f => Assert.True(FillerJson.Deserialize<PublishedResult>(File.ReadAllText(f)).IsWhole()));
        Assert.All(third.Run.ReadTrials(), t => Assert.Equal((0, TrialPhase.Succeeded), (t.Status.Attempt, t.Status.Phase)));
    }

    [Fact]
    public async Task A_runner_that_died_before_the_take_over_takes_over_when_it_comes_back()
    {
        using var first = new Lab();
        using var second = new Lab();
        await first.RunAsync(Study("first", 1));
        var study = Study("second", 1);
        await second.RunAsync(study);
        var trial = second.Run.ReadTrials()[0];
        second.Run.Write(TrialRecord.Create(study, trial.Spec));

        await second.RunAsync(study);

        Assert.Equal("first", second.Run.ReadTrials()[0].Status.ReusedFrom!.Study);
    }

    private static (ReusedFrom?, int, TrialPhase) Essence(Lab lab) =>
        lab.Run.ReadTrials()[0].Status is var s ? (s.ReusedFrom, s.Attempt, s.Phase) : default;

    private string[] Published() => Directory.GetFiles(Path.Combine(shared.At("store"), "results"), "*", SearchOption.AllDirectories);

    private Study Study(string name, params int[] filters)
    {
        var study = Lab.Study(trials: filters.Length);
        return study with
        {
            Metadata = new k8s.Models.V1ObjectMeta { Name = name, Uid = $"uid-of-{name}" },
            Spec = study.Spec with
            {
                Search = study.Spec.Search with
                {
                    Algorithm = "grid",
                    Parameters = [new ParameterSpec { Path = "model.filters", Choice = [.. filters.Distinct().Select(f => JsonValue.Create(f))] }],
                },
                Storage = new StorageSpec { Folder = shared.At("store") },
            },
        };
    }
}
