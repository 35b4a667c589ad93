using System.CommandLine;
using Filler.Cli.Records;
using Filler.Cli.Studies;

namespace Filler.Cli.Commands;

/// <summary><c>filler run STUDY.yaml</c>: runs or continues a study on this machine.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        var (manifest, set, folder, output) = (SharedOptions.Manifest(), SharedOptions.Set(), SharedOptions.RunFolder(), SharedOptions.Output("text", "json"));
        var parallel = new Option<string?>("--parallel", "-p") { Description = "Trials at once; short for --set search.parallelTrials=N", HelpName = "N" };
        var noProgress = new Option<bool>("--no-progress") { Description = "Plain lines instead of the live table" };
        var command = new Command("run", "Run a study on this machine, or go on with one") { manifest, parallel, set, folder, output, noProgress };
        command.SetAction(async (parsed, _) =>
        {
            // Read as text, so that a bad number is refused by the manifest's own rules.
            string[] overrides = [.. parsed.GetValue(set)!, .. parsed.GetValue(parallel) is { } n ? new[] { $"search.parallelTrials={n}" } : []];
            var input = StudyInput.Read(parsed.GetValue(manifest)!, overrides);
            var run = new RunFolder(parsed.GetValue(folder) ?? Path.Combine("runs", input.Study.Metadata.Name));
            var options = new StudyRunOptions(Json: parsed.GetValue(output) == "json", Progress: !parsed.GetValue(noProgress));
            return await new StudyRun(terminal, input, run, options).ExecuteAsync();
        });
        return command;
    }
}
