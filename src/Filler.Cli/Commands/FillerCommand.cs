using System.CommandLine;
using Filler.Api;
using Filler.Datasets;
using Filler.Structures;

namespace Filler.Cli.Commands;

/// <summary>The root: its commands, and the one place where failures become messages and exit codes.</summary>
internal static class FillerCommand
{
    public static async Task<int> InvokeAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        // No answers to "@file": a class or a path may well begin with @.
        var parsed = Create(terminal).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
        {
            foreach (var error in parsed.Errors) terminal.Error.WriteLine($"filler: {error.Message}");
            terminal.Error.WriteLine($"filler: see filler {string.Join("", CommandPath(parsed))}--help");
            return ExitCode.BadInput;
        }

        try
        {
            // Signals are the commands' own: run turns the first into a clean stop.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (ManifestException e)
        {
            terminal.Error.WriteLine(e.Format());
            return ExitCode.BadInput;
        }
        catch (Exception e) when (e is DatasetException or StructureFileException)
        {
            terminal.Error.WriteLine($"filler: {e.Message}");
            return ExitCode.BadInput;
        }
        catch (CommandFailure e)
        {
            terminal.Error.WriteLine($"filler: {e.Message}");
            return e.Code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Files that are no part of a run: what is exported or plotted into a folder that the user named.
            terminal.Error.WriteLine($"filler: {e.Message.TrimEnd('.')}; name a place that is there and may be read and written");
            return ExitCode.Environment;
        }
    }

    public static RootCommand Create(Terminal terminal) => new(Description())
    {
        RunCommand.Create(terminal),
        StatusCommand.Create(terminal),
        ReportCommand.Create(terminal),
        SubmitCommand.Create(terminal),
        SuspendCommands.Stop(terminal),
        SuspendCommands.Resume(terminal),
        CompareCommand.Create(terminal),
        DatasetCommand.Create(terminal),
        StructureCommand.Create(terminal),
        ValidateCommand.Create(terminal),
        AskTellCommand.Create(terminal),
        CompletionCommand.Create(terminal),
    };

    private static string Description() => $"""
        Finds the convolutional network that best tells filler morphologies apart in slice images.

        Start with:  {TypedName.Filler} run examples/quickstart.yaml

        Exit codes:
        {string.Join("\n", ExitCode.Table.Select(row => $"  {row.Code,3}  {row.Meaning}"))}
        """;

    private static IEnumerable<string> CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? [] : [parsed.CommandResult.Command.Name, " "];
}
