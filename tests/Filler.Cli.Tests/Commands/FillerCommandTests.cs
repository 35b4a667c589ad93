using Spectre.Console;

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
    [InlineData("dataset", "export", "--to", "/proc/filler/x")]
    [InlineData("dataset", "export", "--format", "npz", "--to", "/proc/filler/x.npz")]
    [InlineData("dataset", "preview", "--to", "/proc/filler/x.png")]
    [InlineData("report", "--file", "/proc/filler/x.html")]
    public async Task A_file_that_cannot_be_written_is_named_without_talk_of_a_run(params string[] arguments)
    {
        using var shell = new Shell();
        await shell.RunAsync();

        var answer = await shell.TypeAsync([.. arguments, shell.Run]);

        Assert.NotEqual(ExitCode.Success, answer.Code);
        Assert.Contains("/proc/filler", answer.Error);
        Assert.Contains("may be", answer.Error);
        Assert.DoesNotContain("--run-folder", answer.Error);
        Assert.DoesNotContain("   at ", answer.Error);
    }

    [Theory]
    [InlineData(AnsiSupport.Yes, true)]
    [InlineData(AnsiSupport.No, false)]
    public void A_terminal_without_escape_sequences_gets_plain_lines(AnsiSupport ansi, bool live)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = ansi, Interactive = InteractionSupport.Yes, Out = new TerminalOutput() });

        Assert.Equal(live, new Terminal(console, TextWriter.Null, TextWriter.Null, TimeProvider.System, _ => null, "").Interactive);
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

    private sealed class TerminalOutput : IAnsiConsoleOutput
    {
        public TextWriter Writer => TextWriter.Null;

        public bool IsTerminal => true;

        public int Width => 80;

        public int Height => 25;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // Nothing is written.
        }
    }
}
