using Filler.Api;

namespace Filler.Studies.Tests.Trials;

public class TrialRecordTests
{
    [Fact]
    public void A_new_record_is_pending_and_named_after_its_number()
    {
        var trial = TrialRecord.Create(Facts.Study(), new TrialSpec { Number = 7 });

        Assert.Equal("study-0007", trial.Metadata.Name);
        Assert.Equal((TrialPhase.Pending, 0), (trial.Status.Phase, trial.Status.Attempt));
    }

    [Fact]
    public void An_attempt_begins_once_and_clears_what_the_last_one_left()
    {
        var paused = Facts.Paused(0.5, 0.6);

        var begun = TrialRecord.Begin(paused, 2, Facts.Noon.AddHours(1))!;

        Assert.Equal((TrialPhase.Running, 2, null, null), (begun.Phase, begun.Attempt, begun.Stop, begun.Exit));
        Assert.Equal(2, begun.Epochs.Count);
        Assert.Equal(Facts.Noon, begun.StartTime);
        Assert.Equal(2, begun.ResumedFrom);
        Assert.Null(TrialRecord.Begin(begun, 2, Facts.Noon));
        Assert.Null(TrialRecord.Begin(begun, 3, Facts.Noon));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Only_the_next_attempt_begins(int attempt) => Assert.Null(TrialRecord.Begin(Facts.Paused(0.5), attempt, Facts.Noon));

    [Fact]
    public void A_final_phase_never_changes()
    {
        var done = Facts.Succeeded(0.5);

        Assert.Null(TrialRecord.Begin(done, 2, Facts.Noon));
        Assert.Null(TrialRecord.Stop(done, new PlanStep.StopTrial(0, StopKind.Pause, "late")));
        Assert.Null(TrialRecord.Settle(done, new PlanStep.SettleTrial(0, TrialPhase.Failed, "late"), Facts.Noon));
        Assert.Null(TrialRecord.Report(done, 1, [Facts.Epoch(2, 0.6)]));
        Assert.Null(TrialRecord.Exit(done, new AttemptExit(1, ExitKind.Crashed, "late"), null));
    }

    [Fact]
    public void Epochs_come_in_order_without_gaps_and_never_go_back()
    {
        var status = Facts.Running(0.5, 0.6);

        Assert.Null(TrialRecord.Report(status, 1, [Facts.Epoch(2, 0.1)]));
        Assert.Null(TrialRecord.Report(status, 1, [Facts.Epoch(4, 0.1)]));
        Assert.Null(TrialRecord.Report(status, 0, [Facts.Epoch(3, 0.1)]));
        Assert.Equal([0.5, 0.6, 0.7], TrialRecord.Report(status, 1, [Facts.Epoch(1, 0.1), Facts.Epoch(2, 0.1), Facts.Epoch(3, 0.7)])!.Epochs.Select(e => e.Accuracy));
    }

    [Fact]
    public void A_crash_is_counted_with_its_exit_and_only_once()
    {
        var exit = new AttemptExit(1, ExitKind.Crashed, "signal 9");

        var ended = TrialRecord.Exit(Facts.Running(0.5), exit, null)!;

        Assert.Equal(1, ended.Crashes);
        Assert.Null(TrialRecord.Exit(ended, exit, null));
    }

    [Theory]
    [InlineData(ExitKind.Lost, 0)]
    [InlineData(ExitKind.Stopped, 0)]
    [InlineData(ExitKind.Hung, 1)]
    [InlineData(ExitKind.Succeeded, 1)]
    public void What_counts_against_the_trial(ExitKind kind, int crashes) =>
        Assert.Equal(crashes, TrialRecord.Exit(Facts.Running(0.5), new AttemptExit(1, kind, ""), null)!.Crashes);

    [Fact]
    public void A_result_completes_the_record_of_epochs_and_takes_the_blame_off_the_crash()
    {
        var result = Facts.Result([Facts.Epoch(1, 0.5), Facts.Epoch(2, 0.6)], 1);

        var ended = TrialRecord.Exit(Facts.Running(0.5), new AttemptExit(1, ExitKind.Crashed, "at exit"), result)!;

        Assert.Equal((2, 0, result), (ended.Epochs.Count, ended.Crashes, ended.Result));
    }

    [Fact]
    public void An_older_attempts_exit_is_refused() =>
        Assert.Null(TrialRecord.Exit(Facts.Running(0.5) with { Attempt = 2 }, new AttemptExit(1, ExitKind.Crashed, "late"), null));

    [Fact]
    public void The_first_stop_request_stands()
    {
        var asked = TrialRecord.Stop(Facts.Running(0.5), new PlanStep.StopTrial(0, StopKind.Pause, "rung"))!;

        Assert.Equal(new StopRequest(StopKind.Pause, "rung"), asked.Stop);
        Assert.Null(TrialRecord.Stop(asked, new PlanStep.StopTrial(0, StopKind.Surplus, "over")));
    }

    [Fact]
    public void A_trial_under_way_cannot_be_settled() =>
        Assert.Null(TrialRecord.Settle(Facts.Running(0.5), new PlanStep.SettleTrial(0, TrialPhase.Pruned, "stale"), Facts.Noon));

    [Fact]
    public void Only_final_phases_have_a_finish_time()
    {
        var ended = Facts.Running(0.5).Exits(ExitKind.Stopped);

        Assert.Null(TrialRecord.Settle(ended, new PlanStep.SettleTrial(0, TrialPhase.Paused, "rung"), Facts.Noon)!.FinishTime);
        Assert.Equal(Facts.Noon, TrialRecord.Settle(ended, new PlanStep.SettleTrial(0, TrialPhase.Pruned, "over"), Facts.Noon)!.FinishTime);
    }

    [Fact]
    public void A_result_is_taken_over_before_the_first_attempt_only_and_settles_the_trial()
    {
        var found = PublishedResult.Of(new ReusedFrom("earlier", "e1", 7, 42), Facts.Succeeded(0.6, 0.7).Result!);

        var taken = TrialRecord.TakeOver(new TrialStatus(), found, Facts.Noon)!;

        Assert.Equal((2, 0, 7), (taken.Epochs.Count, taken.Attempt, taken.ReusedFrom!.Trial));
        var ended = Assert.IsType<TrialStanding.Ended>(TrialStanding.Of(taken, retries: 3));
        Assert.Equal((TrialPhase.Succeeded, "taken over from trial 7 of study earlier, trained and evaluated there; best epoch 2"), (ended.Phase, ended.Message));
        Assert.Null(TrialRecord.TakeOver(taken, found, Facts.Noon));
        Assert.Null(TrialRecord.Begin(taken, 1, Facts.Noon));
        Assert.Null(TrialRecord.TakeOver(Facts.Running(0.5), found, Facts.Noon));
        Assert.Null(TrialRecord.TakeOver(Facts.Paused(0.5), found, Facts.Noon));
    }
}
