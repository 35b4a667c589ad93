using System.CommandLine;
using System.Security.Cryptography;
using Filler.Api;
using Filler.Cli.Records;
using Filler.Cli.Screens;
using Filler.Cli.Studies;
using Filler.Cli.Workers;
using Filler.Datasets;

namespace Filler.Cli.Commands;

/// <summary><c>filler structure refine</c>: a measured stack whose coarse axis a network of a super-resolution made fine, as a new file.</summary>
internal static class StructureRefineCommand
{
    public static Command Create(Terminal terminal)
    {
        var (manifest, set) = (SharedOptions.Manifest(), SharedOptions.Set());
        var name = new Option<string?>("--class") { Description = "The class whose volume is refined [default: the first that has one]", HelpName = "name" };
        var weights = new Option<string>("--weights") { Description = "best.safetensors of a super-resolution, or the folder of its run, whose best network is taken", HelpName = "file|run", Required = true };
        var to = new Option<string>("--to") { Description = "The NRRD file to write, to be named in a study as volume.file", HelpName = "fine.nrrd", Required = true };
        var command = new Command("refine", "Write a measured volume, prepared as the study says, with the sections between its sections restored by a trained network") { manifest, name, weights, to, set };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = Path.GetFullPath(parsed.GetValue(to)!);
            if (!target.EndsWith(".nrrd", StringComparison.OrdinalIgnoreCase)) throw new CommandFailure(ExitCode.BadInput, $"--to {parsed.GetValue(to)}: the volume is written as NRRD; name a file that ends in .nrrd");
            if (File.Exists(target)) throw new CommandFailure(ExitCode.BadInput, $"--to {parsed.GetValue(to)}: exists already; name a new file");
            var input = StudyInput.Read(parsed.GetValue(manifest)!, parsed.GetValue(set)!);
            var (_, spec, file) = VolumeClass.Find(input, parsed.GetValue(name));
            var network = Weights(parsed.GetValue(weights)!);
            var program = WorkerProgram.Locate(terminal.ProgramFolder, terminal.Environment);
            var order = new VolumeRefinement(spec with { File = file.Path }, network, target, Provenance(file, network));
            await ProgressBar.RunAsync(terminal, "refining", async progress =>
            {
                await RefinementProcess.RunAsync(program, order, progress, cancellationToken);
                return true;
            });
            terminal.Output.WriteLine($"volume   {target}");
            return ExitCode.Success;
        });
        return command;
    }

    private static string Weights(string path)
    {
        if (File.Exists(path)) return Path.GetFullPath(path);
        var run = new RunFolder(path);
        if (run.ReadStudy() is not { } study) throw new CommandFailure(ExitCode.BadInput, $"--weights {path}: neither a file nor the folder of a run");
        if (study.Status?.Best?.Checkpoint is not { } checkpoint) throw new CommandFailure(ExitCode.BadInput, $"--weights {path}: that run has no best network yet");
        var file = Path.Combine(run.Store(study), checkpoint);
        return File.Exists(file) ? file : throw new CommandFailure(ExitCode.BadInput, $"--weights {path}: its best network's weights are not at {file}");
    }

    // So that the file itself says what it was made from.
    private static Dictionary<string, string> Provenance(InputFile source, string weights) => new()
    {
        ["filler source sha256"] = source.Sha256,
        ["filler weights sha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(weights))),
        ["filler note"] = "sections between the measured ones are a network's estimate",
    };
}
