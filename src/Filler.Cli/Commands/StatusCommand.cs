using System.CommandLine;
using Filler.Api;
using Filler.Cli.Records;
using Filler.Cli.Screens;

namespace Filler.Cli.Commands;

/// <summary><c>filler status RUN</c>: what a run has come to, also while it goes on.</summary>
internal static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var (run, output) = (SharedOptions.Run(), SharedOptions.Output("text", "json"));
        var command = new Command("status", "Show what a run has come to, also while it goes on") { run, output };
        command.SetAction(parsed => Show(terminal, new RunFolder(parsed.GetValue(run)!), parsed.GetValue(output) == "json"));
        return command;
    }

    private static int Show(Terminal terminal, RunFolder folder, bool json)
    {
        var study = folder.ReadStudy()
            ?? throw new CommandFailure(ExitCode.BadInput, $"{folder.Path}: holds no run (no study.json); name a folder that filler run made, e.g. runs/quickstart");
        if (json) terminal.Output.WriteLine(FillerJson.Serialize(ResultDocument.Of(study, folder), indented: true));
        else ResultSummary.Write(terminal.Console, study, folder.ReadTrials(), folder);
        return ExitCode.Success;
    }
}
