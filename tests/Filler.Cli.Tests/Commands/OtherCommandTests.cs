using System.Text.Json;

namespace Filler.Cli.Tests.Commands;

public sealed class OtherCommandTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task A_sound_manifest_is_said_to_be_valid()
    {
        var answer = await shell.TypeAsync("validate", shell.Manifest);

        Assert.Equal(ExitCode.Success, answer.Code);
        Assert.Contains("valid: study 'tiny', 2 classes, 1 parameter, grid search", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_problem_of_a_manifest_comes_with_its_line_for_machines_too()
    {
        await File.WriteAllTextAsync(shell.Manifest, Shell.Text
            .Replace("pixels: 16", "pixels: 2", StringComparison.Ordinal)
            .Replace("epochs: 2", "epochz: 2", StringComparison.Ordinal));

        var text = await shell.TypeAsync("validate", shell.Manifest);
        var json = await shell.TypeAsync("validate", shell.Manifest, "--output", "json");

        Assert.Equal((ExitCode.BadInput, ExitCode.BadInput), (text.Code, json.Code));
        Assert.Contains($"{shell.Manifest}:9:34: spec.dataset.slices.pixels: 2 is out of range", text.Error, StringComparison.Ordinal);
        var answer = JsonDocument.Parse(json.Output).RootElement;
        Assert.False(answer.GetProperty("valid").GetBoolean());
        Assert.Equal(
            [(9, "spec.dataset.slices.pixels"), (12, "spec.training.epochz")],
            answer.GetProperty("problems").EnumerateArray().Select(p => (p.GetProperty("line").GetInt32(), p.GetProperty("field").GetString()!)));
    }

    [Fact]
    public async Task Status_says_of_a_finished_run_what_its_end_said()
    {
        var run = await shell.RunAsync();

        var status = await shell.TypeAsync("status", shell.Run);

        Assert.Equal(ExitCode.Success, status.Code);
        Assert.Equal(run.Lines.SkipWhile(l => !l.Contains("complete", StringComparison.Ordinal)), status.Lines);
    }

    [Fact]
    public async Task The_version_is_a_line()
    {
        var version = await shell.TypeAsync("--version");

        Assert.Equal(ExitCode.Success, version.Code);
        Assert.Matches(@"^\d+\.\d+\.\d+", Assert.Single(version.Lines));
    }

    [Fact]
    public async Task Filler_suggests_commands_and_options()
    {
        var commands = await shell.TypeAsync("[suggest:7]", "filler ");
        var options = await shell.TypeAsync("[suggest:13]", "filler run --");

        Assert.Contains("validate", commands.Lines);
        Assert.Contains("--run-folder", options.Lines);
    }

    [Fact]
    public async Task A_dataset_is_built_with_its_contact_sheet_and_a_run_finds_it()
    {
        var sheet = shell.At("sheet.png");

        var built = await shell.TypeAsync("dataset", "build", shell.Manifest, "--run-folder", shell.Run, "--preview", sheet);

        Assert.Equal(ExitCode.Success, built.Code);
        Assert.EndsWith("dataset: 100 %", built.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("\u0089PNG", System.Text.Encoding.Latin1.GetString((await File.ReadAllBytesAsync(sheet)).AsSpan(0, 4)));
        var dataset = Assert.Single(Directory.EnumerateDirectories(Path.Combine(shell.Run, "store", "datasets")));
        var made = File.GetLastWriteTimeUtc(Path.Combine(dataset, "manifest.json"));
        Assert.Equal(ExitCode.Success, (await shell.RunAsync()).Code);
        Assert.Equal(made, File.GetLastWriteTimeUtc(Path.Combine(Assert.Single(Directory.EnumerateDirectories(Path.Combine(shell.Run, "store", "datasets"))), "manifest.json")));
    }
}
