using Filler.Api;
using Filler.Cli.Running;

namespace Filler.Cli.Tests.Running;

public class LocalStudyRunnerTests
{
    [Fact]
    public async Task A_study_runs_to_its_budget_and_every_trial_is_on_disk_with_its_result()
    {
        using var lab = new Lab();

        var end = await lab.RunAsync(Lab.Study(trials: 3));

        Assert.Equal(RunEndKind.Complete, end.Kind);
        var trials = lab.Run.ReadTrials();
        Assert.Equal([0, 1, 2], trials.Select(t => t.Spec.Number));
        Assert.All(trials, t => Assert.Equal((TrialPhase.Succeeded, 1, 3), (t.Status.Phase, t.Status.Attempt, t.Status.Result!.Epochs.Count)));
        Assert.All(trials, t => Assert.NotNull(t.Status.FinishTime));
        Assert.Equal(3, lab.Run.ReadStudy()!.Status!.Trials.Succeeded);
    }

    [Fact]
    public async Task No_more_trials_run_at_once_than_the_manifest_says()
    {
        using var lab = new Lab();

        await lab.RunAsync(Lab.Study(trials: 5, parallel: 2));

        Assert.Equal(2, lab.Views.Max(v => v.Running.Count));
    }

    [Theory]
    [InlineData("1 1 crash 1", ExitKind.Crashed)]
    [InlineData("1 1 noresult 1", ExitKind.Crashed)]
    public async Task A_worker_that_dies_costs_one_retry_from_its_checkpoint(string script, ExitKind kind)
    {
        using var lab = new Lab();
        lab.Script(script);

        var end = await lab.RunAsync(Lab.Study());

        Assert.Equal(RunEndKind.Complete, end.Kind);
        var trial = lab.Run.ReadTrials()[1].Status;
        Assert.Equal((TrialPhase.Succeeded, 2, 1), (trial.Phase, trial.Attempt, trial.Crashes));
        Assert.Equal([1, 2, 3], trial.Epochs.Select(e => e.Epoch));
        Assert.Contains(lab.Notes, n => n.StartsWith($"trial 1: attempt 1 ended ({kind})", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trial_that_always_crashes_fails_after_its_retries_with_the_last_words_and_the_study_goes_on()
    {
        using var lab = new Lab();
        lab.Script("1 * crash 0");

        var end = await lab.RunAsync(Lab.Study(retries: 2));

        Assert.Equal(RunEndKind.Complete, end.Kind);
        var trial = lab.Run.ReadTrials()[1].Status;
        Assert.Equal((TrialPhase.Failed, 3, 3), (trial.Phase, trial.Attempt, trial.Crashes));
        Assert.Contains("corrupted double-linked list", trial.Exit!.Message, StringComparison.Ordinal);
        Assert.Contains("corrupted double-linked list", await File.ReadAllTextAsync(Path.Combine(lab.Run.Path, "logs", "tiny-0001-attempt-3.log")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 1 usererror 0", ExitKind.UserError, "dense layers do not fit")]
    [InlineData("1 1 diverge 2", ExitKind.Diverged, "loss became NaN")]
    public async Task What_another_attempt_would_not_mend_fails_at_once(string script, ExitKind kind, string message)
    {
        using var lab = new Lab();
        lab.Script(script);

        await lab.RunAsync(Lab.Study());

        var trial = lab.Run.ReadTrials()[1].Status;
        Assert.Equal((TrialPhase.Failed, 1, 0, kind), (trial.Phase, trial.Attempt, trial.Crashes, trial.Exit!.Kind));
        Assert.Equal(message, trial.Exit.Message);
    }

    [Fact]
    public async Task Too_many_failures_fail_the_study()
    {
        using var lab = new Lab();
        lab.Script("* * usererror 0");

        var end = await lab.RunAsync(Lab.Study(trials: 20, maxFailed: 1));

        Assert.Equal(RunEndKind.Failed, end.Kind);
        Assert.InRange(lab.Run.ReadTrials().Count, 2, 4);
    }

    [Theory]
    [InlineData("1 1 mute 0")]
    public async Task A_result_in_the_store_counts_however_its_worker_died(string script)
    {
        using var lab = new Lab();
        lab.Script(script);

        await lab.RunAsync(Lab.Study());

        var trial = lab.Run.ReadTrials()[1].Status;
        Assert.Equal((TrialPhase.Succeeded, 1, 0), (trial.Phase, trial.Attempt, trial.Crashes));
        Assert.NotNull(trial.Result);
    }

    [Fact]
    public async Task Words_that_are_no_events_and_reports_of_another_attempt_change_nothing()
    {
        using var lab = new Lab();
        lab.Script("0 1 garbage 0", "1 1 stale 0");

        await lab.RunAsync(Lab.Study());

        var trials = lab.Run.ReadTrials();
        Assert.All(trials, t => Assert.Equal(TrialPhase.Succeeded, t.Status.Phase));
        Assert.DoesNotContain(trials[1].Status.Epochs, e => e.Accuracy == 0.123);
        Assert.Equal(["{\"event\":\"dance\"}", "{broken", "plain words"], await File.ReadAllLinesAsync(Path.Combine(lab.Run.Path, "logs", "tiny-0000-attempt-1.log")));
    }
}
