using Filler.Api;
using Filler.Cli.Running;
using Microsoft.Extensions.Time.Testing;

namespace Filler.Cli.Tests.Running;

public class StoppingTests
{
    [Fact]
    public async Task The_first_request_to_stop_lets_workers_write_their_checkpoints_and_a_second_run_goes_on_from_there()
    {
        using var lab = new Lab();
        lab.Script("0 1 wait 2", "1 1 wait 1");
        lab.OnView = Once(v => v.Running.Sum(r => r.Epochs) >= 3, runner => runner.Report(new StopAsked()));

        var stopped = await lab.RunAsync(Lab.Study(trials: 3));

        Assert.Equal(RunEndKind.Stopped, stopped.Kind);
        Assert.Equal([(TrialPhase.Paused, 2), (TrialPhase.Paused, 1)], lab.Run.ReadTrials().Select(t => (t.Status.Phase, t.Status.Epochs.Count)));

        lab.OnView = null;
        var end = await lab.RunAsync(lab.Run.ReadStudy()!);

        Assert.Equal(RunEndKind.Complete, end.Kind);
        var trials = lab.Run.ReadTrials();
        Assert.Equal([2, 2, 1], trials.Select(t => t.Status.Attempt));
        Assert.All(trials, t => Assert.Equal((TrialPhase.Succeeded, 0, 3), (t.Status.Phase, t.Status.Crashes, t.Status.Epochs.Count)));
    }

    [Fact]
    public async Task The_second_request_stops_at_once_and_the_trials_go_on_later()
    {
        using var lab = new Lab();
        lab.Script("* 1 stubborn 1");
        lab.OnView = Once(v => v.Running.Count == 2 && v.Running.All(r => r.Epochs >= 1), runner =>
        {
            runner.Report(new StopAsked());
            runner.Report(new StopAsked());
        });

        var stopped = await lab.RunAsync(Lab.Study(trials: 2));
        Assert.Equal(RunEndKind.Stopped, stopped.Kind);
        Assert.All(lab.Run.ReadTrials(), t => Assert.Equal(TrialPhase.Running, t.Status.Phase));

        lab.OnView = null;
        await lab.RunAsync(lab.Run.ReadStudy()!);
        Assert.All(lab.Run.ReadTrials(), t => Assert.Equal((TrialPhase.Succeeded, 2, 0), (t.Status.Phase, t.Status.Attempt, t.Status.Crashes)));
    }

    [Fact]
    public async Task A_worker_that_ignores_SIGTERM_is_killed_after_the_grace_and_not_blamed()
    {
        var time = new FakeTimeProvider();
        using var lab = new Lab { Time = time };
        lab.Script("0 1 stubborn 1");
        lab.OnView = (runner, view) =>
        {
            if (view.Running is [{ State: null, Epochs: >= 1 }]) runner.Report(new StopAsked());
            if (view.Running is [{ State: "stopping" }]) time.Advance(Attempts.Grace);
        };

        await lab.RunAsync(Lab.Study(trials: 1, parallel: 1));

        var trial = Assert.Single(lab.Run.ReadTrials()).Status;
        Assert.Equal((TrialPhase.Paused, 0, ExitKind.Stopped), (trial.Phase, trial.Crashes, trial.Exit!.Kind));
        Assert.Contains("was killed", trial.Exit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_worker_is_killed_and_tried_again()
    {
        var time = new FakeTimeProvider();
        using var lab = new Lab { Time = time };
        lab.Script("0 1 hang 1");
        lab.OnView = Once(v => v.Running is [{ Epochs: >= 1 }], _ => time.Advance(TimeSpan.FromSeconds(300)));

        await lab.RunAsync(Lab.Study(trials: 1, parallel: 1));

        var trial = Assert.Single(lab.Run.ReadTrials()).Status;
        Assert.Equal((TrialPhase.Succeeded, 2, 1), (trial.Phase, trial.Attempt, trial.Crashes));
        Assert.Contains(lab.Notes, n => n.Contains("reported nothing for 300 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_suspended_study_starts_nothing_and_says_so()
    {
        using var lab = new Lab();
        var study = Lab.Study();

        var end = await lab.RunAsync(study with { Spec = study.Spec with { Suspend = true } });

        Assert.Equal(new RunEnd(RunEndKind.Stopped, "spec.suspend is true"), end);
        Assert.Empty(lab.Run.ReadTrials());
    }

    private static Action<LocalStudyRunner, Cli.Screens.RunView> Once(Predicate<Cli.Screens.RunView> when, Action<LocalStudyRunner> act)
    {
        var done = false;
        return (runner, view) =>
        {
            if (done || !when(view)) return;
            done = true;
            act(runner);
        };
    }
}
