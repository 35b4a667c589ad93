using System.CommandLine;
using System.Text.Json;
using Filler.Cli.Datasets;
using Filler.Cli.Pictures;
using Filler.Cli.Records;
using Filler.Cli.Reports;

namespace Filler.Cli.Commands;

/// <summary><c>filler dataset inspect | preview | export</c>: a built dataset, looked at and handed on.</summary>
internal static class DatasetLookCommands
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Inspect(Terminal terminal)
    {
        var (path, output) = (Dataset(), SharedOptions.Output("text", "json"));
        var command = new Command("inspect", "Check every file; measure what a person would on the slices; test whether the classes differ at all") { path, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var stored = await StoredDataset.FindAsync(parsed.GetValue(path)!, cancellationToken);
            var found = DatasetInspection.Of(await stored.ReadAsync(cancellationToken), cancellationToken);
            terminal.Output.Write(parsed.GetValue(output) == "json" ? JsonSerializer.Serialize(found, Json) + "\n" : found.Text());
            return ExitCode.Success;
        });
        return command;
    }

    public static Command Preview(Terminal terminal)
    {
        var (path, to) = (Dataset(), To("PNG file", "sheet.png"));
        var split = new Option<string>("--split") { Description = "Which images", DefaultValueFactory = _ => "evaluation" };
        split.AcceptOnlyFromAmong("train", "validation", "evaluation");
        var count = new Option<int>("--per-class") { Description = "Slices of each class", DefaultValueFactory = _ => 8 };
        var command = new Command("preview", "Write a contact sheet: a row of slices for each class, with a scale bar") { path, to, split, count };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(count) is < 1 or > 100) throw new CommandFailure(ExitCode.BadInput, $"--per-class {parsed.GetValue(count)}: give 1 to 100");
            var dataset = await (await StoredDataset.FindAsync(parsed.GetValue(path)!, cancellationToken)).ReadAsync(cancellationToken);
            var sample = DatasetSample.Of(dataset.Manifest, StoredDataset.Split(dataset, parsed.GetValue(split)!), parsed.GetValue(count));
            AtomicFile.WriteNamed(parsed.GetValue(to)!, ContactSheetPicture.Draw(sample));
            terminal.Output.WriteLine($"preview  {Path.GetFullPath(parsed.GetValue(to)!)}");
            return ExitCode.Success;
        });
        return command;
    }

    public static Command Export(Terminal terminal)
    {
        var (path, to) = (Dataset(), To("new folder (png) or file (npz)", "path"));
        var format = new Option<string>("--format") { Description = "png: a folder for each split and class, as Keras reads them; npz: one file of NumPy arrays", DefaultValueFactory = _ => "png" };
        format.AcceptOnlyFromAmong("png", "npz");
        var command = new Command("export", "Write the images in a form that Python reads without Filler") { path, to, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetValue(to)!;
            if (File.Exists(target) || Directory.Exists(target)) throw new CommandFailure(ExitCode.BadInput, $"{target}: exists already; name a new one");
            var dataset = await (await StoredDataset.FindAsync(parsed.GetValue(path)!, cancellationToken)).ReadAsync(cancellationToken);
            if (parsed.GetValue(format) == "png") DatasetExport.WritePngFolders(dataset, target, cancellationToken);
            else await WriteNpzAsync(dataset, target, cancellationToken);
            terminal.Output.WriteLine($"export   {Path.GetFullPath(target)}");
            return ExitCode.Success;
        });
        return command;
    }

    // Beside the target and then renamed: half a file is never met.
    private static async Task WriteNpzAsync(Filler.Datasets.Dataset dataset, string target, CancellationToken cancellationToken)
    {
        await using (var stream = File.Create(target + ".partial")) await DatasetExport.WriteNpzAsync(dataset, stream, cancellationToken);
        File.Move(target + ".partial", target);
    }

    private static Argument<string> Dataset() => new("DATASET") { Description = "A dataset's folder, or a run folder that holds one dataset" };

    private static Option<string> To(string what, string name) => new("--to") { Description = $"Where to write: a {what}", HelpName = name, Required = true };
}
