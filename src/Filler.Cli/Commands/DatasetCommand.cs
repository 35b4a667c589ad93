using System.CommandLine;
using Filler.Cli.Datasets;
using Filler.Cli.Pictures;
using Filler.Cli.Records;
using Filler.Cli.Reports;
using Filler.Cli.Screens;
using Filler.Cli.Studies;
using Filler.Datasets;
using Filler.Slices;
using Filler.Storage;

namespace Filler.Cli.Commands;

/// <summary><c>filler dataset build STUDY.yaml</c>: the study's images, without training.</summary>
internal static class DatasetCommand
{
    public static Command Create(Terminal terminal) =>
        new("dataset", "The images that a study trains on") { Build(terminal), DatasetLookCommands.Inspect(terminal), DatasetLookCommands.Preview(terminal), DatasetLookCommands.Export(terminal) };

    private static Command Build(Terminal terminal)
    {
        var (manifest, set, folder) = (SharedOptions.Manifest(), SharedOptions.Set(), SharedOptions.RunFolder());
        var preview = new Option<string?>("--preview") { Description = "Write a contact sheet of sample slices to this PNG file", HelpName = "sheet.png" };
        var command = new Command("build", "Build the dataset into the run's store; a run of the same study then finds it there") { manifest, set, folder, preview };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var input = StudyInput.Read(parsed.GetValue(manifest)!, parsed.GetValue(set)!);
            var run = new RunFolder(parsed.GetValue(folder) ?? Path.Combine("runs", input.Study.Metadata.Name));
            await BuildAsync(terminal, input, run, parsed.GetValue(preview), cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task BuildAsync(Terminal terminal, StudyInput input, RunFolder run, string? preview, CancellationToken cancellationToken)
    {
        var recipe = DatasetRecipe.From(DatasetPlan.StoredRecipe(input.Study.Spec.Dataset, input.Study.Spec), input.Folder);
        var storeFolder = run.Store(input.Study);
        AtomicFile.MakeFolder(storeFolder);
        FreeSpace.Require(storeFolder, BuiltDatasets.Bytes(recipe.Spec));
        var store = BlobStores.Open(storeFolder);
        var manifest = await StoreAsync(terminal, recipe, store, storeFolder, cancellationToken);

        terminal.Output.WriteLine($"dataset  {Path.Combine(storeFolder, "datasets", manifest.Digest)}");
        terminal.Output.WriteLine(
            $"images   {manifest.Train.Count} train, {manifest.Validation.Count} validation, {manifest.Evaluation.Count} evaluation of {manifest.Pixels} x {manifest.Pixels} pixels, {manifest.FieldOfViewNm:g6} nm");
        foreach (var c in manifest.Classes) terminal.Output.WriteLine($"class    {c.Name}: {string.Join("; ", c.Provenance.Take(1))}");
        if (preview is null) return;
        AtomicFile.WriteNamed(preview, ContactSheetPicture.Draw(await RunReader.SampleAsync(store, manifest, cancellationToken)));
        terminal.Output.WriteLine($"preview  {Path.GetFullPath(preview)}");
    }

    private static async Task<DatasetManifest> StoreAsync(Terminal terminal, DatasetRecipe recipe, IBlobStore store, string storeFolder, CancellationToken cancellationToken)
    {
        try
        {
            return await ProgressBar.RunAsync(terminal, "dataset", progress =>
                new DatasetBuilder(new StructureGrower()).BuildAsync(recipe, store, new DatasetShare(progress), Environment.ProcessorCount, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Unwritable(storeFolder, e);
        }
    }

    // Growing structures and cutting images take about as long as each other.
    private sealed class DatasetShare(IProgress<double> progress) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value) =>
            progress.Report((value.StructuresDone / Math.Max(1, value.Structures) / 2) + (value.ImagesDone / (double)Math.Max(1, value.Images) / 2));
    }
}
