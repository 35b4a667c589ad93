namespace Filler.Cli.Tests.Commands;

/// <summary>Each is refused with the place, the value and the fix, and nothing is written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData("search.maxTrials=many", "spec.search.maxTrials")]
    [InlineData("search.maxTrials=-1", "spec.search.maxTrials")]
    [InlineData("search.parallelTrials=0", "spec.search.parallelTrials")]
    [InlineData("search.algorithm=magic", "spec.search.algorithm")]
    [InlineData("search.parameters[0].path=model.convLayer", "model.convLayers")]
    [InlineData("search.parameters[0]={path: model.filters, int: {min: 9, max: 4}}", "spec.search.parameters[0].int")]
    [InlineData("search.parameters[0]={path: training.learningRate, double: {min: 0, max: 1, scale: log}}", "spec.search.parameters[0].double")]
    [InlineData("search.parameters[0].when={training.optimizer: [sgd]}", "spec.search.parameters[0].when")]
    [InlineData("training.epoch=3", "did you mean 'epochs'?")]
    [InlineData("dataset.imagesPerClass.train=0", "spec.dataset.imagesPerClass.train")]
    [InlineData("dataset.slices.fieldOfViewNm=500", "boxNm")]
    [InlineData("dataset.classes[1].name=dense", "spec.dataset.classes[1].name")]
    [InlineData("dataset.classes=[]", "spec.dataset.classes")]
    [InlineData("dataset.classes[0].structure={particles: {file: nowhere.xyz}}", "nowhere.xyz")]
    [InlineData("search", "--set search")]
    public async Task A_manifest_that_cannot_be_run_is_refused(string assignment, string named)
    {
        var answer = await shell.RunAsync("--set", assignment);

        Assert.Equal(ExitCode.BadInput, answer.Code);
        Assert.Contains(named, answer.Error, StringComparison.Ordinal);
        Assert.Equal("", answer.Output);
        Assert.False(Directory.Exists(shell.Run));
    }

    [Fact]
    public async Task Parallel_is_checked_by_the_manifests_own_rule()
    {
        var answer = await shell.RunAsync("--parallel", "0");

        Assert.Equal(ExitCode.BadInput, answer.Code);
        Assert.Contains("spec.search.parallelTrials", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_manifest_is_named()
    {
        var answer = await shell.TypeAsync("run", shell.At("nowhere.yaml"));

        Assert.Equal(ExitCode.BadInput, answer.Code);
        Assert.Contains("nowhere.yaml: no such file", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "study.yaml", "--colour")]
    [InlineData("run", "study.yaml", "--output", "xml")]
    [InlineData("dance")]
    public async Task A_command_line_that_means_nothing_is_bad_input(params string[] words)
    {
        var answer = await shell.TypeAsync(words);

        Assert.Equal(ExitCode.BadInput, answer.Code);
        Assert.Contains("--help", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_run_has_no_status_and_no_report()
    {
        foreach (var command in new[] { "status", "report" })
        {
            var answer = await shell.TypeAsync(command, shell.Run);

            Assert.Equal(ExitCode.BadInput, answer.Code);
            Assert.Contains("holds no run", answer.Error, StringComparison.Ordinal);
        }
    }
}
