using System.Text.Json;
using Filler.Cli.Records;

namespace Filler.Cli.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task Plain_lines_tell_what_starts_and_ends_and_the_summary_what_came_out()
    {
        var answer = await shell.RunAsync();

        Assert.Equal((ExitCode.Success, ""), (answer.Code, answer.Error));
        // Whether the dataset's line is seen depends on how long its few images take.
        var notes = answer.Lines.Where(l => l.StartsWith("trial ", StringComparison.Ordinal));
        Assert.Equal(
            [
                "trial 0 starts: convLayers 1",
                "trial 0 succeeded: accuracy 0.6667, C1F1, 2 epochs in 2 s",
                "trial 1 starts: convLayers 2",
                "trial 1 succeeded: accuracy 0.6774, C1F1, 2 epochs in 2 s",
            ],
            notes);
        foreach (var part in new[] { "tiny: complete", "Best configuration", "model.convLayers", "95 % interval", "dense", "sparse", "Confusion matrix", "2 trials: 2 succeeded" })
            Assert.Contains(part, answer.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(shell.Run, "report.html")));
        Assert.Equal(Shell.Text, await File.ReadAllTextAsync(Path.Combine(shell.Run, "study.yaml")));
    }

    [Fact]
    public async Task No_line_of_the_summary_but_paths_is_wider_than_80_columns()
    {
        var answer = await shell.RunAsync();

        Assert.DoesNotContain(answer.Lines, l => l.Length > 80 && !l.Contains(shell.Run, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_leaves_one_document_on_standard_output_and_progress_on_standard_error()
    {
        var answer = await shell.RunAsync("--output", "json");

        using var document = JsonDocument.Parse(answer.Output);
        var root = document.RootElement;
        Assert.Equal(("tiny", "Complete", 2), (root.GetProperty("study").GetString(), root.GetProperty("state").GetString(), root.GetProperty("trials").GetProperty("succeeded").GetInt32()));
        Assert.Equal(1, root.GetProperty("best").GetProperty("trial").GetInt32());
        Assert.All(root.GetProperty("paths").EnumerateObject(), p => Assert.True(Path.Exists(p.Value.GetString()), p.Name));
        Assert.Contains("trial 1 succeeded", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_study_typed_again_says_the_same_and_trains_nothing()
    {
        await shell.RunAsync();
        var before = Trials();

        var answer = await shell.RunAsync();

        Assert.Equal(ExitCode.Success, answer.Code);
        Assert.Contains("tiny: complete", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Lines, l => l.StartsWith("trial ", StringComparison.Ordinal) && l.Contains("starts", StringComparison.Ordinal));
        Assert.Equal(before, Trials());
    }

    [Fact]
    public async Task A_larger_budget_goes_on_where_the_smaller_one_ended()
    {
        await shell.RunAsync("--set", "search.maxTrials=1");
        var first = Trials();

        var answer = await shell.RunAsync("--set", "search.maxTrials=2");

        Assert.Equal(ExitCode.Success, answer.Code);
        Assert.Single(first);
        Assert.Equal(2, Trials().Count);
        Assert.Equal(first[0], Trials()[0]);
    }

    [Fact]
    public async Task Another_network_in_the_same_folder_is_refused_by_its_field_and_changes_nothing()
    {
        await shell.RunAsync();
        var study = await File.ReadAllTextAsync(Path.Combine(shell.Run, "study.json"));

        var answer = await shell.RunAsync("--set", "model.filters=7");

        Assert.Equal(ExitCode.BadInput, answer.Code);
        Assert.Contains("spec.model.filters", answer.Error, StringComparison.Ordinal);
        Assert.Equal(study, await File.ReadAllTextAsync(Path.Combine(shell.Run, "study.json")));
    }

    [Fact]
    public async Task Equal_manifests_run_in_two_folders_draw_the_same_seeds()
    {
        await shell.RunAsync();
        await shell.TypeAsync("run", shell.Manifest, "--run-folder", shell.At("other"));

        Assert.Equal(
            new RunFolder(shell.Run).ReadTrials().Select(t => (t.Spec.Seed, t.Spec.StudyUid)),
            new RunFolder(shell.At("other")).ReadTrials().Select(t => (t.Spec.Seed, t.Spec.StudyUid)));
    }

    [Fact]
    public async Task A_study_in_which_every_trial_fails_has_failed()
    {
        Directory.CreateDirectory(shell.Run);
        await File.WriteAllTextAsync(Path.Combine(shell.Run, "fake-worker.txt"), "* * usererror 0\n");

        var answer = await shell.RunAsync();

        Assert.Equal(ExitCode.StudyFailed, answer.Code);
        Assert.Contains("dense layers do not fit", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        Directory.CreateDirectory(shell.Run);
        using var held = RunLock.Acquire(new RunFolder(shell.Run));

        var answer = await shell.RunAsync();

        Assert.Equal(ExitCode.FolderInUse, answer.Code);
        Assert.Contains("in use", answer.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(shell.Run, "study.json")));
    }

    [Fact]
    public async Task A_missing_worker_is_named_and_nothing_written()
    {
        shell.Environment["FILLER_WORKER"] = shell.At("nowhere.dll");

        var answer = await shell.RunAsync();

        Assert.Equal(ExitCode.Environment, answer.Code);
        Assert.Contains("nowhere.dll", answer.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.Run));
    }

    private IReadOnlyList<string> Trials() =>
        [.. Directory.EnumerateFiles(Path.Combine(shell.Run, "trials")).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
}
