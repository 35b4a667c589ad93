using System.Text.Json;
using Filler.Api;

namespace Filler.EndToEnd.Tests;

public class RunTests
{
    [Fact]
    public async Task A_study_runs_to_its_end_and_a_second_run_only_repeats_the_answer()
    {
        using var tiny = new TinyStudy();

        var first = await FillerProcess.RunAsync(tiny.Run("run", "--output", "json"));
        var record = tiny.Record("run");

        Assert.True(first.Code == 0, first.ToString());
        Assert.Equal("run", Path.GetFileName(record.Folder));
        using var document = JsonDocument.Parse(first.Output);
        Assert.True(record.IsComplete);
        Assert.Equal([0, 1, 2, 3], record.Trials.Select(t => t.Spec.Number));
        Assert.All(record.Trials, t =>
        {
            Assert.Equal(TrialPhase.Succeeded, t.Status.Phase);
            Assert.Equal(48, t.Status.Result!.ConfusionMatrix.Sum(row => row.Sum()));
            Assert.Equal([1, 2, 3, 4], t.Status.Epochs.Select(e => e.Epoch));
        });
        var best = record.Study.Status!.Best!;
        Assert.Equal(["gathered", "random"], best.PerClass.Select(c => c.Name));
        Assert.All(best.PerClass, c => Assert.True(c.Total == 24 && c.Low <= c.Accuracy && c.Accuracy <= c.High));
        var page = File.ReadAllText(Path.Combine(record.Folder, "report.html"));
        Assert.Contains("<html", page);
        Assert.Contains("<h2 id=\"slices-title\">What the networks see", page);
        Assert.Contains("Evaluation slices, field of view", page);

        var essence = record.Essence();
        var again = await FillerProcess.RunAsync(tiny.Run("run"));
        Assert.True(again.Code == 0, again.ToString());
        Assert.Equal(essence, record.Essence());
        Assert.All(record.Trials, t => Assert.Equal(1, t.Status.Attempt));
        Assert.Contains("random", again.Output);
    }

    [Fact]
    public async Task A_network_that_cannot_be_is_refused_before_anything_runs()
    {
        using var tiny = new TinyStudy();

        var answer = await FillerProcess.RunAsync(tiny.Run("run", "--set", "search.algorithm=grid", "--set", "search.parameters=[{path: model.convLayers, choice: [1, 6]}]"));

        Assert.Equal(2, answer.Code);
        Assert.Contains("where the search tries convLayers 6", answer.Error);
        Assert.Contains("use fewer convolution layers", answer.Error);
        Assert.Empty(tiny.Record("run").Trials);
    }

    [Fact]
    public async Task A_folder_in_use_is_refused_and_names_who_holds_it()
    {
        using var tiny = new TinyStudy(trials: 2);
        // Still there when the second comes, however busy the machine is.
        var endless = tiny.Run("run", "--set", "training.epochs=10000");
        using var first = FillerProcess.Start(endless);
        await Waiting.UntilAsync(first, () => tiny.Record("run").Trials.Count > 0);

        var second = await FillerProcess.RunAsync(endless);

        Assert.Equal(5, second.Code);
        Assert.Contains($"{first.Id}", second.Error);
        first.Interrupt();
        Assert.Equal(130, (await first.EndAsync()).Code);
    }

    [Fact]
    public async Task Ctrl_C_stops_cleanly_and_the_same_command_goes_on_to_the_same_weights()
    {
        // Most trials have not begun when the third epoch of the first is seen: the request comes in time on a busy machine too.
        using var tiny = new TinyStudy(trials: 8);
        var longer = new[] { "--set", "training.epochs=40" };
        Assert.Equal(0, (await FillerProcess.RunAsync(tiny.Run("whole", longer))).Code);
        using (var stopped = FillerProcess.Start(tiny.Run("stopped", longer)))
        {
            await Waiting.UntilAsync(stopped, () => tiny.Record("stopped").Trials.Any(t => t.Status.Epochs.Count >= 3));
            stopped.Interrupt();
            var answer = await stopped.EndAsync();
            Assert.True(answer.Code == 130, answer.ToString());
            Assert.Contains("the same command", answer.Output);
        }

        Assert.DoesNotContain(tiny.Record("stopped").Trials, t => t.Status.Phase == TrialPhase.Running);
        var resumed = await FillerProcess.RunAsync(tiny.Run("stopped", longer));

        Assert.True(resumed.Code == 0, resumed.ToString());
        Assert.Equal(tiny.Record("whole").Essence(), tiny.Record("stopped").Essence());
    }

    [Fact]
    public async Task Cuda_that_is_asked_for_and_missing_ends_the_run_with_what_to_do_and_blames_no_trial()
    {
        using var tiny = new TinyStudy();

        var answer = await FillerProcess.RunAsync(tiny.Run("run", "--set", "trial.device=cuda"));

        Assert.True(answer.Code == 3, answer.ToString());
        Assert.Contains("device cuda is asked for", answer.Error);
        Assert.DoesNotContain(tiny.Record("run").Trials, t => t.Status.Phase == TrialPhase.Failed || t.Status.Crashes > 0);
    }

    [Fact]
    public async Task Without_libtorch_the_message_names_the_folder_and_no_trial_is_blamed()
    {
        using var tiny = new TinyStudy();
        Directory.CreateDirectory(tiny.At("empty"));
        using var process = FillerProcess.Start(tiny.Run("run"), new Dictionary<string, string> { ["LIBTORCH_DIR"] = tiny.At("empty") });

        var answer = await process.EndAsync();

        Assert.True(answer.Code == 3, answer.ToString());
        Assert.Contains("LIBTORCH_DIR", answer.Error);
        Assert.DoesNotContain(tiny.Record("run").Trials, t => t.Status.Phase == TrialPhase.Failed || t.Status.Crashes > 0);
    }
}
