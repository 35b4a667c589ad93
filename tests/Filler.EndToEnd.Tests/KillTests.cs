using System.Diagnostics;
using System.Globalization;
using Filler.Api;
using Xunit.Abstractions;

namespace Filler.EndToEnd.Tests;

/// <summary>SIGKILL at any moment loses nothing finished and repeats nothing finished.</summary>
public class KillTests(ITestOutputHelper said)
{
    private const int Trials = 20;

    /// <summary>Kills in one run; the environment variable FILLER_KILLS asks for more.</summary>
    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("FILLER_KILLS") ?? "6", CultureInfo.InvariantCulture);

    [Fact]
    public async Task However_often_the_runner_is_killed_the_record_is_that_of_an_undisturbed_run()
    {
        using var tiny = new TinyStudy(Trials);
        var undisturbed = await FillerProcess.RunAsync(tiny.Run("undisturbed"));
        Assert.True(undisturbed.Code == 0, undisturbed.ToString());
        var random = new Random(20);

        // A study may end before all its kills have come, on a machine that is busy elsewhere: the rest fall on another one.
        for (var (study, left) = (1, Kills); left > 0; study++) left -= await KilledAsync(tiny, $"killed-{study}", left, random);
    }

    private async Task<int> KilledAsync(TinyStudy tiny, string name, int kills, Random random)
    {
        var record = tiny.Record(name);
        var sealedTrials = new Dictionary<int, string>();
        var killed = 0;
        while (killed < kills)
        {
            using var run = FillerProcess.Start(tiny.Run(name));
            await Waiting.UntilAsync(run, Instant(record, random, kills - killed));
            run.Kill();
            var met = (await run.EndAsync()).Code == 128 + 9;
            foreach (var trial in record.Trials.Where(t => t.Status.Phase == TrialPhase.Succeeded))
            {
                var state = $"attempt {trial.Status.Attempt}, weights {record.Weights(trial)}";
                Assert.Equal(sealedTrials.GetValueOrDefault(trial.Spec.Number, state), state);
                sealedTrials[trial.Spec.Number] = state;
            }

            if (!met) break;
            killed++;
            said.WriteLine($"{name}, kill {killed}: {record.Finished} trials finished, {record.Trials.Sum(t => t.Status.Epochs.Count)} epochs recorded");
        }

        var last = await FillerProcess.RunAsync(tiny.Run(name));
        Assert.True(last.Code == 0, last.ToString());
        Assert.Equal(tiny.Record("undisturbed").Essence(), record.Essence());
        Assert.Equal(Enumerable.Range(0, Trials), record.Trials.Select(t => t.Spec.Number));
        Assert.All(sealedTrials, s => Assert.StartsWith($"attempt {record.Trials[s.Key].Status.Attempt},", s.Value));
        Assert.All(record.Trials, t => Assert.Equal(0, t.Status.Crashes));
        return killed;
    }

    /// <summary>Somewhere in what is left: so many trials finished, so many epochs of another, then a random instant.</summary>
    private static Func<bool> Instant(RunRecord record, Random random, int kills)
    {
        var done = record.Finished;
        var left = Trials - done;
        var finished = done + (random.NextDouble() < left / (double)kills ? random.Next(Math.Max(1, left / kills)) : 0);
        var epochs = random.Next(4);
        var wait = TimeSpan.FromMilliseconds(random.Next(200));
        long? reached = null;
        return () =>
        {
            if (reached is null && record.Trials is var now && now.Count(RunRecord.IsFinal) >= finished && now.Any(t => RunRecord.IsUnderWay(t) && t.Status.Epochs.Count >= epochs))
                reached = Stopwatch.GetTimestamp();
            return reached is { } since && Stopwatch.GetElapsedTime(since) >= wait;
        };
    }

    [Fact]
    public async Task Workers_of_a_killed_runner_leave_and_a_killed_worker_costs_one_retry()
    {
        using var tiny = new TinyStudy(trials: 2);
        // More epochs than anyone waits for: what is looked for cannot be over before it is seen, however busy the machine is.
        var endless = new[] { "--set", "training.epochs=10000" };
        int[] orphans = [];
        using (var run = FillerProcess.Start(tiny.Run("run", endless)))
        {
            await Waiting.UntilAsync(run, () => tiny.Record("run").Trials.Count(t => t.Status.Epochs.Count >= 2) == 2);
            orphans = ChildProcesses.Of(run.Id);
            run.Kill();
            await run.EndAsync();
        }

        Assert.Equal(2, orphans.Length);
        foreach (var orphan in orphans) await ChildProcesses.GoneAsync(orphan);

        using var again = FillerProcess.Start(tiny.Run("run", endless));
        await Waiting.UntilAsync(again, () => tiny.Record("run").Trials.Count(t => t.Status.Attempt == 2 && t.Status.Epochs.Count > t.Status.ResumedFrom) == 2);
        ChildProcesses.Kill(ChildProcesses.Of(again.Id)[0]);
        await Waiting.UntilAsync(again, () => tiny.Record("run").Trials.Any(t => t.Status.Attempt == 3 && t.Status.Epochs.Count > t.Status.ResumedFrom));
        again.Interrupt();
        var answer = await again.EndAsync();

        Assert.True(answer.Code == 130, answer.ToString());
        var trials = tiny.Record("run").Trials;
        Assert.Equal([(2, 0), (3, 1)], trials.Select(t => (t.Status.Attempt, t.Status.Crashes)).Order());
        Assert.All(trials, t => Assert.Equal(Enumerable.Range(1, t.Status.Epochs.Count), t.Status.Epochs.Select(e => e.Epoch)));
    }
}
