namespace Filler.Cli.Tests.Commands;

public class FillerCommandTests
{
    [Fact]
    public async Task Help_names_every_command_and_every_exit_code()
    {
        var (code, output, _) = await CommandLine.RunAsync("--help");

        Assert.Equal(0, code);
        Assert.All(new[] { "run", "status", "report", "dataset", "structure", "validate", "completion" }, c => Assert.Contains($"  {c} ", output));
        Assert.All(ExitCode.Table, row => Assert.Contains($"{row.Code}  {row.Meaning}", output));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("status")]
    [InlineData("report")]
    [InlineData("dataset", "build")]
    [InlineData("structure", "inspect")]
    [InlineData("validate")]
    public async Task Each_command_explains_its_arguments(params string[] command)
    {
        var (code, output, _) = await CommandLine.RunAsync([.. command, "--help"]);

        Assert.Equal(0, code);
        Assert.Contains("Usage:", output);
        Assert.Contains("Arguments:", output);
    }

    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -c filler")]
    public async Task Completion_scripts_are_printed(string shell, string piece)
    {
        var (code, output, _) = await CommandLine.RunAsync("completion", shell);

        Assert.Equal(0, code);
        Assert.Contains(piece, output);
    }

    [Theory]
    [InlineData("rum", "x.yaml")]
    [InlineData("run")]
    [InlineData("run", "x.yaml", "--bogus")]
    [InlineData("report", "x", "--output", "pdf")]
    public async Task A_wrong_command_line_is_refused_with_the_way_to_help(params string[] arguments)
    {
        var (code, _, error) = await CommandLine.RunAsync(arguments);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("--help", error);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("report")]
    public async Task A_folder_without_a_run_is_named(string command)
    {
        using var folder = new TestFolder();

        var (code, _, error) = await CommandLine.RunAsync(command, folder.Path);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("holds no run", error);
    }
}
