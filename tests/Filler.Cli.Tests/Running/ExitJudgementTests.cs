using Filler.Api;
using Filler.Cli.Running;

namespace Filler.Cli.Tests.Running;

public class ExitJudgementTests
{
    [Theory]
    [InlineData(WorkerExitCode.Stopped, true, ExitKind.Stopped)]
    [InlineData(WorkerExitCode.Stopped, false, ExitKind.Lost)]
    [InlineData(WorkerExitCode.UserError, false, ExitKind.UserError)]
    [InlineData(WorkerExitCode.Diverged, false, ExitKind.Diverged)]
    [InlineData(WorkerExitCode.Succeeded, false, ExitKind.Crashed)]
    [InlineData(1, false, ExitKind.Crashed)]
    [InlineData(137, false, ExitKind.Crashed)]
    [InlineData(143, true, ExitKind.Stopped)]
    [InlineData(WorkerExitCode.Diverged, true, ExitKind.Diverged)]
    public void Code_and_request_decide_together(int code, bool stopAsked, ExitKind kind) =>
        Assert.Equal(kind, ExitJudgement.Of(new AttemptEnded(0, 1, code, ""), stopAsked, killed: null, failure: null).Kind);

    [Fact]
    public void An_attempt_that_a_dying_worker_had_not_begun_is_not_blamed() =>
        Assert.Equal(ExitKind.Lost, ExitJudgement.Of(new AttemptEnded(0, 1, null, ""), stopAsked: false, killed: null, failure: null).Kind);

    [Fact]
    public void A_signal_is_named_with_the_last_words()
    {
        var (_, message) = ExitJudgement.Of(new AttemptEnded(0, 1, 139, "double free"), stopAsked: false, killed: null, failure: null);

        Assert.Equal("the worker died with signal 11: double free", message);
    }

    [Fact]
    public void Why_this_runner_killed_it_wins()
    {
        var killed = (ExitKind.Hung, "reported nothing");

        Assert.Equal(killed, ExitJudgement.Of(new AttemptEnded(0, 1, 137, ""), stopAsked: false, killed, failure: null));
    }
}
