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
        var sealedTrials = new Dictionary<int, string>();
        var killed = 0;

        for (var kill = 0; kill < Kills; kill++)
        {
            using var run = FillerProcess.Start(tiny.Run("killed"));
            // Somewhere in what is left: so many trials finished, so many epochs of another, then a random instant.
            var left = Trials - tiny.Record("killed").Finished;
            var finished = tiny.Record("killed").Finished + (random.NextDouble() < left / (double)(Kills - kill) ? random.Next(1 + Math.Max(1, 2 * left / (Kills - kill))) : 0);
            var epochs = random.Next(4);
            var instant = random.Next(200);
            await Waiting.UntilAsync(run, () => tiny.Record("killed") is var now && now.Finished >= finished && now.Trials.Any(t => Under(t) && t.Status.Epochs.Count >= epochs));
            await Waiting.UntilAsync(run, After(instant));
            var over = run.HasExited;
            run.Kill();
            await run.EndAsync();
            foreach (var trial in tiny.Record("killed").Trials.Where(t => t.Status.Phase == TrialPhase.Succeeded))
            {
                var state = $"attempt {trial.Status.Attempt}, weights {tiny.Record("killed").Weights(trial)}";
                Assert.Equal(sealedTrials.GetValueOrDefault(trial.Spec.Number, state), state);
                sealedTrials[trial.Spec.Number] = state;
            }

            if (over) break;
            killed++;
            said.WriteLine($"kill {killed}: {tiny.Record("killed").Finished} trials finished, {tiny.Record("killed").Trials.Sum(t => t.Status.Epochs.Count)} epochs recorded");
        }

        // Spread over the study: each kill waits for its share of the trials that are left.
        Assert.True(killed >= Kills / 2, $"only {killed} of {Kills} kills met a study that was still running");
        var last = await FillerProcess.RunAsync(tiny.Run("killed"));

        Assert.True(last.Code == 0, last.ToString());
        Assert.Equal(tiny.Record("undisturbed").Essence(), tiny.Record("killed").Essence());
        Assert.Equal(Enumerable.Range(0, Trials), tiny.Record("killed").Trials.Select(t => t.Spec.Number));
        Assert.All(sealedTrials, s => Assert.StartsWith($"attempt {tiny.Record("killed").Trials[s.Key].Status.Attempt},", s.Value));
        Assert.All(tiny.Record("killed").Trials, t => Assert.Equal(0, t.Status.Crashes));
    }

    [Fact]
    public async Task Workers_of_a_killed_runner_leave_and_a_killed_worker_costs_one_retry()
    {
        using var tiny = new TinyStudy(trials: 2);
        var longer = new[] { "--set", "training.epochs=60" };
        int[] orphans;
        using (var run = FillerProcess.Start(tiny.Run("run", longer)))
        {
            await Waiting.UntilAsync(run, () => tiny.Record("run").Trials.Count(t => t.Status.Epochs.Count >= 2) == 2);
            orphans = Children(run.Id);
            run.Kill();
            await run.EndAsync();
        }

        Assert.Equal(2, orphans.Length);
        foreach (var orphan in orphans) await GoneAsync(orphan);

        using var again = FillerProcess.Start(tiny.Run("run", longer));
        await Waiting.UntilAsync(again, () => tiny.Record("run").Trials.Any(t => t.Status.Attempt == 2 && t.Status.Epochs.Count >= 10) && Children(again.Id).Length == 2);
        Process.GetProcessById(Children(again.Id)[0]).Kill();
        var answer = await again.EndAsync();

        Assert.True(answer.Code == 0, answer.ToString());
        Assert.Equal(1, tiny.Record("run").Trials.Sum(t => t.Status.Crashes));
        Assert.All(tiny.Record("run").Trials, t => Assert.Equal(Enumerable.Range(1, 60), t.Status.Epochs.Select(e => e.Epoch)));
    }

    private static bool Under(Trial trial) => trial.Status.Phase is TrialPhase.Running or TrialPhase.Pending;

    private static Func<bool> After(int milliseconds)
    {
        var start = Stopwatch.GetTimestamp();
        return () => Stopwatch.GetElapsedTime(start).TotalMilliseconds >= milliseconds;
    }

    private static int[] Children(int parent) =>
    [
        .. Directory.EnumerateDirectories($"/proc/{parent}/task")
            .Select(task => Path.Combine(task, "children")).Where(File.Exists)
            .SelectMany(file => File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];

    private static async Task GoneAsync(int process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            using var orphan = Process.GetProcessById(process);
            await orphan.WaitForExitAsync(patience.Token);
        }
        catch (ArgumentException)
        {
            // It had left before it was looked for.
        }
    }
}
