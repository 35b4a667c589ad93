using System.IO.Compression;
using System.Text.Json;

namespace Filler.Cli.Tests.Commands;

public sealed class DatasetLookTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task A_built_dataset_is_inspected_previewed_and_exported()
    {
        await shell.TypeAsync("dataset", "build", shell.Manifest, "--run-folder", shell.Run, "--set", "dataset.imagesPerClass.evaluation=6");

        var text = await shell.TypeAsync("dataset", "inspect", shell.Run);
        var json = await shell.TypeAsync("dataset", "inspect", shell.Run, "-o", "json");
        var preview = await shell.TypeAsync("dataset", "preview", shell.Run, "--to", shell.At("sheet.png"), "--split", "train", "--per-class", "3");
        var png = await shell.TypeAsync("dataset", "export", shell.Run, "--to", shell.At("folders"));
        var npz = await shell.TypeAsync("dataset", "export", shell.Run, "--to", shell.At("data.npz"), "--format", "npz");

        Assert.All(new[] { text, json, preview, png, npz }, a => Assert.Equal(ExitCode.Success, a.Code));
        Assert.Contains("two-point correlation", text.Output, StringComparison.Ordinal);
        Assert.Contains("energy distance", text.Output, StringComparison.Ordinal);
        var manifest = JsonDocument.Parse(json.Output).RootElement.GetProperty("manifest");
        var train = manifest.GetProperty("train").GetProperty("imagesPerClass").GetInt32();
        foreach (var c in manifest.GetProperty("classes").EnumerateArray())
            Assert.Equal(train, Directory.GetFiles(Path.Combine(shell.At("folders"), "train", c.GetProperty("name").GetString()!), "*.png").Length);
        using var zip = ZipFile.OpenRead(shell.At("data.npz"));
        Assert.Equal(
            ["classes.npy", "manifest.json", "x_evaluation.npy", "x_train.npy", "x_validation.npy", "y_evaluation.npy", "y_train.npy", "y_validation.npy"],
            zip.Entries.Select(e => e.FullName).Order());
        Assert.True(new FileInfo(shell.At("sheet.png")).Length > 500, "a picture");
    }

    [Fact]
    public async Task A_place_without_a_dataset_a_taken_target_and_damage_are_told()
    {
        await shell.TypeAsync("dataset", "build", shell.Manifest, "--run-folder", shell.Run);
        var folder = Assert.Single(Directory.GetDirectories(Path.Combine(shell.Run, "store", "datasets")));

        var nowhere = await shell.TypeAsync("dataset", "inspect", shell.At("nowhere"));
        var taken = await shell.TypeAsync("dataset", "export", folder, "--to", shell.Run);
        var images = Path.Combine(folder, "train-images.npy");
        var bytes = await File.ReadAllBytesAsync(images);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(images, bytes);
        var damaged = await shell.TypeAsync("dataset", "inspect", folder);

        Assert.Equal((ExitCode.BadInput, ExitCode.BadInput, ExitCode.BadInput), (nowhere.Code, taken.Code, damaged.Code));
        Assert.Contains("no dataset there", nowhere.Error, StringComparison.Ordinal);
        Assert.Contains("exists already", taken.Error, StringComparison.Ordinal);
        Assert.Contains("has changed since it was written", damaged.Error, StringComparison.Ordinal);
    }
}
