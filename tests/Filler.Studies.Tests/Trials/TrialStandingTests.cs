using Filler.Api;

namespace Filler.Studies.Tests.Trials;

/// <summary>The failure table: what ends an attempt, and what follows. Two retries are allowed.</summary>
public class TrialStandingTests
{
    [Theory]
    [InlineData(ExitKind.UserError, null, 0, TrialPhase.Failed)]
    [InlineData(ExitKind.Diverged, null, 0, TrialPhase.Failed)]
    [InlineData(ExitKind.Diverged, StopKind.Prune, 0, TrialPhase.Failed)]
    [InlineData(ExitKind.Stopped, StopKind.Pause, 0, TrialPhase.Paused)]
    [InlineData(ExitKind.Stopped, StopKind.Suspend, 0, TrialPhase.Paused)]
    [InlineData(ExitKind.Stopped, StopKind.Prune, 0, TrialPhase.Pruned)]
    [InlineData(ExitKind.Stopped, StopKind.Surplus, 0, TrialPhase.Pruned)]
    [InlineData(ExitKind.Crashed, StopKind.Surplus, 3, TrialPhase.Pruned)]
    [InlineData(ExitKind.Hung, StopKind.Pause, 2, TrialPhase.Paused)]
    [InlineData(ExitKind.Lost, StopKind.Pause, 2, TrialPhase.Paused)]
    [InlineData(ExitKind.Crashed, StopKind.Pause, 3, TrialPhase.Failed)]
    [InlineData(ExitKind.Crashed, null, 3, TrialPhase.Failed)]
    [InlineData(ExitKind.Hung, null, 3, TrialPhase.Failed)]
    [InlineData(ExitKind.Succeeded, null, 3, TrialPhase.Failed)]
    public void An_attempt_that_ends_the_trial(ExitKind exit, StopKind? stop, int crashes, TrialPhase phase) =>
        Assert.Equal(phase, Assert.IsType<TrialStanding.Ended>(Standing(exit, stop, crashes)).Phase);

    [Theory]
    [InlineData(ExitKind.Crashed, 2, "attempt 1: it ended; retry 2 of 2")]
    [InlineData(ExitKind.Hung, 1, "attempt 1: it ended; retry 1 of 2")]
    [InlineData(ExitKind.Succeeded, 1, "attempt 1: reported success without a result (it ended); retry 1 of 2")]
    [InlineData(ExitKind.Lost, 2, "attempt 1 was lost: it ended")]
    [InlineData(ExitKind.Stopped, 2, "attempt 1 was lost: it ended")]
    public void An_attempt_that_is_followed_by_the_next(ExitKind exit, int crashes, string reason) =>
        Assert.Equal(reason, Assert.IsType<TrialStanding.Due>(Standing(exit, null, crashes)).Reason);

    [Theory]
    [InlineData(ExitKind.Crashed)]
    [InlineData(ExitKind.Lost)]
    [InlineData(ExitKind.Stopped)]
    [InlineData(ExitKind.UserError)]
    public void A_result_makes_success_of_every_exit(ExitKind exit)
    {
        var status = Facts.Succeeded(0.5) with { Phase = TrialPhase.Running, Crashes = 9 };

        Assert.Equal(TrialPhase.Succeeded, Assert.IsType<TrialStanding.Ended>(TrialStanding.Of(status.Exits(exit), 2)).Phase);
    }

    [Fact]
    public void A_paused_trial_whose_result_turns_up_has_succeeded() =>
        Assert.Equal(TrialPhase.Succeeded, Assert.IsType<TrialStanding.Ended>(TrialStanding.Of(Facts.Succeeded(0.5) with { Phase = TrialPhase.Paused }, 2)).Phase);

    [Fact]
    public void An_older_attempts_exit_says_nothing() =>
        Assert.IsType<TrialStanding.UnderWay>(TrialStanding.Of(Facts.Running(0.5).Exits(ExitKind.Crashed) with { Attempt = 2 }, 2));

    [Fact]
    public void A_suspended_trial_is_due_and_a_paused_one_waits()
    {
        Assert.IsType<TrialStanding.AtRest>(TrialStanding.Of(Facts.Paused(0.5), 2));
        Assert.IsType<TrialStanding.Due>(TrialStanding.Of(Facts.Paused(0.5).Asked(StopKind.Suspend), 2));
    }

    private static TrialStanding Standing(ExitKind exit, StopKind? stop, int crashes)
    {
        var status = Facts.Running(0.5).Exits(exit) with { Crashes = crashes };
        return TrialStanding.Of(stop is { } kind ? status.Asked(kind) : status, retries: 2);
    }
}
