using Filler.Cli.Records;
using Filler.Cli.Tests.Commands;

namespace Filler.Cli.Tests.Reuse;

public sealed class WarmStartRunTests : IDisposable
{
    private const string Space = "search.parameters=[{path: model.convLayers, int: {min: 1, max: 4}}, {path: training.learningRate, double: {min: 1.0e-4, max: 1.0e-1, scale: log}}]";
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData("run")]
    [InlineData("./run")]
    public async Task An_earlier_study_named_by_folder_or_name_comes_first_and_is_kept_beside_the_record(string named)
    {
        await shell.RunAsync();

        var answer = await LaterAsync(named);

        Assert.Equal((ExitCode.Success, ""), (answer.Code, answer.Error));
        Assert.Contains("warm start: study tiny: 2 trials as they are, 0 discounted, 0 left out", answer.Lines);
        var trials = new RunFolder(shell.At("later")).ReadTrials();
        Assert.StartsWith("warm start: trial 1 of study tiny had accuracy 0.67", trials[0].Spec.Explanation, StringComparison.Ordinal);
        Assert.Contains("(2 of them trials of earlier studies)", trials[2].Spec.Explanation, StringComparison.Ordinal);
        Assert.Equal(2, new RunFolder(shell.At("later")).ReadWarmStart()!.Count);
    }

    [Fact]
    public async Task Once_kept_the_earlier_study_may_go_away()
    {
        await shell.RunAsync();
        await LaterAsync("run");
        Directory.Delete(shell.Run, recursive: true);

        var answer = await LaterAsync("run", "--set", "search.maxTrials=4");

        Assert.Equal(ExitCode.Success, answer.Code);
        Assert.Equal(4, new RunFolder(shell.At("later")).ReadTrials().Count);
    }

    [Theory]
    [InlineData("nowhere", "no run there (looked in ")]
    [InlineData("later", "is this study's own run folder")]
    public async Task A_study_that_is_not_there_is_refused_and_nothing_written(string named, string message)
    {
        var answer = await LaterAsync(named);

        Assert.Equal(ExitCode.BadInput, answer.Code);
        Assert.Contains($"spec.search.warmStart[0].study: '{named}': {message}", answer.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.At("later")));
    }

    private Task<Shell.Answer> LaterAsync(string named, params string[] more) => shell.TypeAsync(
        ["run", shell.Manifest, "--run-folder", shell.At("later"), "--no-progress", "--set", "search.algorithm=tpe", "--set", Space, "--set", $"search.warmStart=[{{study: {named}}}]",
            "--set", "search.maxTrials=3", .. more]);
}
