using System.CommandLine;
using Filler.Cli.Records;
using Filler.Cli.Reports;
using Filler.Cli.Screens;
using Filler.Cli.Studies;
using Filler.Datasets;
using Filler.Storage;

namespace Filler.Cli.Commands;

/// <summary><c>filler structure inspect</c>: what a 3-D structure is like before slices are cut from it.</summary>
internal static class StructureCommand
{
    public static Command Create(Terminal terminal) => new("structure", "The 3-D structures behind a study") { Inspect(terminal), StructurePreviewCommand.Create(terminal), StructureRefineCommand.Create(terminal) };

    private static Command Inspect(Terminal terminal)
    {
        var source = new Argument<string>("STUDY.yaml|FILE") { Description = "A study's manifest, or a file of particles (XYZ, LAMMPS, CSV, .npy; lengths in nm)" };
        var (set, folder, output) = (SharedOptions.Set(), SharedOptions.RunFolder(), SharedOptions.Output("text", "json"));
        var name = new Option<string?>("--class") { Description = "Only this class of the study", HelpName = "name" };
        var plots = new Option<string?>("--plots") { Description = "Write g(r), S(q) and the fit as PNG files into this folder", HelpName = "folder" };
        var tables = new Option<string?>("--tables") { Description = "Write g(r), S(q), aggregate sizes and the fit as CSV files into this folder", HelpName = "folder" };
        var solutions = new Option<int>("--solutions") { Description = "Of a class from scattering: how many independent fits to make and compare", HelpName = "n", DefaultValueFactory = _ => 1 };
        var box = new Option<double?>("--box-nm") { Description = "Edge of the periodic box of a particle file that does not say it", HelpName = "nm" };
        var radius = new Option<double?>("--radius-nm") { Description = "Radius of particles that the file gives none for", HelpName = "nm" };
        var command = new Command("inspect", "Count particles; measure volume fraction, clusters, g(r) and S(q); show a scattering fit")
        {
            source, name, solutions, plots, tables, box, radius, set, folder, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(source)!;
            if (parsed.GetValue(solutions) is < 1 or > 1000) throw new CommandFailure(ExitCode.BadInput, $"--solutions {parsed.GetValue(solutions)}: give 1 to 1000");
            var found = IsManifest(path)
                ? await OfStudyAsync(terminal, StudyInput.Read(path, parsed.GetValue(set)!), parsed.GetValue(folder), parsed.GetValue(name), parsed.GetValue(solutions), cancellationToken)
                : [OfFile(path, parsed.GetValue(box), parsed.GetValue(radius), cancellationToken)];
            terminal.Output.Write(parsed.GetValue(output) == "json" ? StructureInspectionText.Json(found) : string.Join("\n", found.Select(StructureInspectionText.Of)));
            WriteFiles(terminal, "plot ", parsed.GetValue(plots), into => found.SelectMany(f => StructurePlots.Write(f, into)));
            WriteFiles(terminal, "table", parsed.GetValue(tables), into => found.SelectMany(f => StructureTables.Write(f, into)));
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteFiles(Terminal terminal, string what, string? folder, Func<string, IEnumerable<string>> write)
    {
        if (folder is null) return;
        AtomicFile.MakeFolder(folder);
        foreach (var file in write(folder)) terminal.Error.WriteLine($"{what}    {Path.GetFullPath(file)}");
    }

    private static bool IsManifest(string path) => Path.GetExtension(path) is ".yaml" or ".yml" or ".json";

    private static async Task<IReadOnlyList<StructureInspection>> OfStudyAsync(
        Terminal terminal, StudyInput input, string? folder, string? name, int solutions, CancellationToken cancellationToken)
    {
        // The run's own store: a fit made here is the one that the run will use.
        var run = new RunFolder(folder ?? Path.Combine("runs", input.Study.Metadata.Name));
        var storeFolder = run.Store(input.Study);
        AtomicFile.MakeFolder(storeFolder);
        var structures = new InspectedStructures(new StructureGrower(), BlobStores.Open(storeFolder));
        return await ProgressBar.RunAsync(
            terminal, "structures", progress => structures.OfStudyAsync(input.Study.Spec, input.Folder, name, solutions, progress, cancellationToken));
    }

    private static StructureInspection OfFile(string path, double? boxNm, double? radiusNm, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new CommandFailure(ExitCode.BadInput, $"{path}: no such file; name a study's manifest or a file of particles");
        try
        {
            return InspectedStructures.OfFile(new StructureGrower(), path, boxNm, radiusNm, cancellationToken);
        }
        catch (ArgumentException e)
        {
            throw new CommandFailure(ExitCode.BadInput, $"{path}: {e.Message}", e);
        }
    }
}
