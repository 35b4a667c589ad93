using System.IO.Compression;
using Filler.Cli.Pictures;
using Filler.Datasets;
using Filler.Slices;

namespace Filler.Cli.Datasets;

/// <summary>A dataset in the forms that Python reads without Filler.</summary>
internal static class DatasetExport
{
    private static readonly string[] Splits = ["train", "validation", "evaluation"];

    // Zip's earliest date: equal datasets give equal files, whenever they are exported.
    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One folder a split and one a class, as <c>keras.utils.image_dataset_from_directory</c> reads them.</summary>
    public static void WritePngFolders(Dataset dataset, string folder, CancellationToken cancellationToken)
    {
        foreach (var split in Splits)
        {
            var set = StoredDataset.Split(dataset, split);
            var size = set.Pixels * set.Pixels;
            foreach (var c in dataset.Manifest.Classes) Directory.CreateDirectory(Path.Combine(folder, split, c.Name));
            Parallel.For(0, set.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                var name = $"{i / dataset.Manifest.Classes.Count:D6}.png";
                File.WriteAllBytes(
                    Path.Combine(folder, split, dataset.Manifest.Classes[set.Labels[i]].Name, name), GreyPng.Encode(set.Images.AsSpan(i * size, size), set.Pixels));
            });
        }

        File.WriteAllBytes(Path.Combine(folder, "manifest.json"), dataset.Manifest.ToBytes());
    }

    /// <summary>One file with x_train, y_train, x_validation, … and the classes' names: <c>numpy.load(path)["x_train"]</c>.</summary>
    public static async Task WriteNpzAsync(Dataset dataset, Stream stream, CancellationToken cancellationToken)
    {
        await using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var split in Splits)
        {
            var set = StoredDataset.Split(dataset, split);
            await AddAsync($"x_{split}.npy", (s, t) => Npy.WriteAsync(s, set.Images, [set.Count, set.Pixels, set.Pixels], t));
            await AddAsync($"y_{split}.npy", (s, t) => Npy.WriteAsync(s, set.Labels, [set.Count], t));
        }

        await AddAsync("classes.npy", (s, t) => Npy.WriteTextsAsync(s, [.. dataset.Manifest.Classes.Select(c => c.Name)], t));
        await AddAsync("manifest.json", async (s, t) => await s.WriteAsync(dataset.Manifest.ToBytes(), t));

        async Task AddAsync(string name, Func<Stream, CancellationToken, Task> write)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
            entry.LastWriteTime = Date;
            await using var target = await entry.OpenAsync(cancellationToken);
            await write(target, cancellationToken);
        }
    }
}
