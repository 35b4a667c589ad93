using Filler.Api;
using Filler.Cli.Running;

namespace Filler.Cli.Tests.Running;

public class WarmWorkerTests
{
    [Fact]
    public async Task One_process_runs_the_trials_of_a_slot_one_after_another()
    {
        using var lab = new Lab();
        lab.Script("* * name 0");

        await lab.RunAsync(Lab.Study(trials: 5, parallel: 1));

        Assert.Single(lab.Run.ReadTrials().Select(lab.LogOf).Distinct());
    }

    [Fact]
    public async Task A_trial_that_was_stopped_leaves_its_worker_to_the_next()
    {
        using var lab = new Lab();
        lab.Script("0 1 wait 1", "* * name 0");
        lab.OnView = (runner, view) =>
        {
            if (view.Running is [{ Number: 0, State: null, Epochs: >= 1 }]) runner.Report(new StopAsked());
        };

        var end = await lab.RunAsync(Lab.Study(trials: 2, parallel: 1));

        Assert.Equal(RunEndKind.Stopped, end.Kind);
        var trial = Assert.Single(lab.Run.ReadTrials()).Status;
        Assert.Equal((TrialPhase.Paused, 1, 0), (trial.Phase, trial.Epochs.Count, trial.Crashes));
    }

    [Theory]
    [InlineData("1 1 crash 1", 1)]
    [InlineData("1 1 diverge 1", 0)]
    public async Task A_trial_that_went_wrong_is_the_last_of_its_process(string script, int crashes)
    {
        using var lab = new Lab();
        lab.Script(script, "* * name 0");

        await lab.RunAsync(Lab.Study(trials: 3, parallel: 1));

        var trials = lab.Run.ReadTrials();
        Assert.NotEqual(lab.LogOf(trials[0]), lab.LogOf(trials[2]));
        Assert.Equal([0, crashes, 0], trials.Select(t => t.Status.Crashes));
    }

    [Fact]
    public async Task A_worker_that_dies_between_two_trials_costs_neither_a_retry()
    {
        using var lab = new Lab();
        lab.Script("0 1 abort 0");

        var end = await lab.RunAsync(Lab.Study(trials: 3, parallel: 1));

        Assert.Equal(RunEndKind.Complete, end.Kind);
        Assert.All(lab.Run.ReadTrials(), t => Assert.Equal((TrialPhase.Succeeded, 0), (t.Status.Phase, t.Status.Crashes)));
    }
}
