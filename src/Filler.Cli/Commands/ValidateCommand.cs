using System.CommandLine;
using Filler.Api;
using Filler.Cli.Reports;
using Filler.Cli.Studies;

namespace Filler.Cli.Commands;

/// <summary><c>filler validate STUDY.yaml</c>: everything that is wrong with a manifest, without running it.</summary>
internal static class ValidateCommand
{
    public static Command Create(Terminal terminal)
    {
        var (manifest, set, output) = (SharedOptions.Manifest(), SharedOptions.Set(), SharedOptions.Output("text", "json"));
        var command = new Command("validate", "Check a manifest: fields, ranges, search space, input files") { manifest, set, output };
        command.SetAction(parsed => Validate(terminal, parsed.GetValue(manifest)!, parsed.GetValue(set)!, parsed.GetValue(output) == "json"));
        return command;
    }

    private static int Validate(Terminal terminal, string path, IReadOnlyList<string> overrides, bool json)
    {
        try
        {
            var study = StudyInput.Read(path, overrides).Study;
            if (json) terminal.Output.WriteLine(FillerJson.Serialize(new Answer(true, []), indented: true));
            else terminal.Output.WriteLine($"{path}: valid: study '{study.Metadata.Name}', {Figures.Count(study.Spec.Dataset.Classes.Count, "class", "classes")}, {Figures.Count(study.Spec.Search.Parameters.Count, "parameter")}, {study.Spec.Search.Algorithm} search");
            return ExitCode.Success;
        }
        catch (ManifestException e) when (json)
        {
            var problems = e.Problems.Select(p => Problem.Of(e, p));
            terminal.Output.WriteLine(FillerJson.Serialize(new Answer(false, [.. problems]), indented: true));
            return ExitCode.BadInput;
        }
    }

    private sealed record Answer(bool Valid, IReadOnlyList<Problem> Problems);

    private sealed record Problem(string File, int? Line, int? Column, string? Option, string Field, string Message, string Fix)
    {
        public static Problem Of(ManifestException e, ManifestProblem p) => e.PositionOf(p) switch
        {
            { Option: { } option } => new Problem(e.FileName, null, null, option, p.Path, p.Problem, p.Fix),
            var at => new Problem(e.FileName, at?.Line, at?.Column, null, p.Path, p.Problem, p.Fix),
        };
    }
}
