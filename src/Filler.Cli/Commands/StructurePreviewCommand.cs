using System.CommandLine;
using Filler.Cli.Pictures;
using Filler.Cli.Records;
using Filler.Cli.Studies;
using Filler.Datasets;
using Filler.Structures;

namespace Filler.Cli.Commands;

/// <summary><c>filler structure preview</c>: what the preparation of a measured stack does, step by step.</summary>
internal static class StructurePreviewCommand
{
    public static Command Create(Terminal terminal)
    {
        var (manifest, set) = (SharedOptions.Manifest(), SharedOptions.Set());
        var name = new Option<string?>("--class") { Description = "The class whose volume is shown [default: the first that has one]", HelpName = "name" };
        var to = new Option<string>("--to") { Description = "Where to write the picture", HelpName = "sheet.png", Required = true };
        var command = new Command("preview", "Show a measured volume as it is and after each step of its preparation") { manifest, name, to, set };
        command.SetAction((parsed, cancellationToken) =>
        {
            var input = StudyInput.Read(parsed.GetValue(manifest)!, parsed.GetValue(set)!);
            var picture = Draw(terminal, input, parsed.GetValue(name), cancellationToken);
            AtomicFile.WriteNamed(parsed.GetValue(to)!, picture);
            terminal.Output.WriteLine($"preview  {Path.GetFullPath(parsed.GetValue(to)!)}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static byte[] Draw(Terminal terminal, StudyInput input, string? name, CancellationToken cancellationToken)
    {
        var (found, spec, file) = VolumeClass.Find(input, name);
        try
        {
            using var volume = new StructureGrower().ReadVolume(spec with { Preparation = new() }, file.Path, cancellationToken);
            terminal.Output.WriteLine($"volume   {found}: {volume.Nx} x {volume.Ny} x {volume.Nz} voxels of {volume.VoxelNm.X:g4} x {volume.VoxelNm.Y:g4} x {volume.VoxelNm.Z:g4} nm, {volume.Type}");
            return PreparationPicture.Draw(PreparationPreview.Of(volume, PreparationSection.Options(spec.Preparation), cancellationToken), volume.VoxelNm);
        }
        catch (Exception e) when (e is StructureFileException or ArgumentException)
        {
            throw new CommandFailure(ExitCode.BadInput, $"{file.FieldPath}: {e.Message}", e);
        }
    }
}
