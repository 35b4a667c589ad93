using Filler.Cli.Commands;
using Spectre.Console;

namespace Filler.Cli.Tests.Commands;

/// <summary>The command line in this process, its output as text.</summary>
internal static class CommandLine
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        var terminal = new Terminal(console, output, error, TimeProvider.System, Environment.GetEnvironmentVariable, WorkerFolder());
        var code = await FillerCommand.InvokeAsync(arguments, terminal);
        return (code, output.ToString(), error.ToString());
    }

    // A folder whose worker exists: what is refused here is refused before any worker is looked at or started.
    private static string WorkerFolder() => Path.GetDirectoryName(Running.Lab.FakeWorker)!;
}
