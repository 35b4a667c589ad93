using Filler.Datasets;
using Filler.Slices;
using Filler.Storage;

namespace Filler.Cli.Datasets;

/// <summary>A dataset that a command names by its folder, or by a run or store that holds only one.</summary>
internal sealed record StoredDataset(IBlobStore Store, string Digest)
{
    /// <exception cref="CommandFailure">There is none, or there are several.</exception>
    public static async Task<StoredDataset> FindAsync(string path, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar);
        if (File.Exists(Path.Combine(full, "manifest.json")))
            return new StoredDataset(BlobStores.Open(Path.GetDirectoryName(Path.GetDirectoryName(full)!)!), Path.GetFileName(full));
        var folder = Directory.Exists(Path.Combine(full, "store")) ? Path.Combine(full, "store") : full;
        if (!Directory.Exists(Path.Combine(folder, "datasets")))
            throw new CommandFailure(ExitCode.BadInput, $"{path}: no dataset there; name a run folder, or the folder that 'filler dataset build' printed");
        var store = BlobStores.Open(folder);
        var digests = (await store.ListAsync("datasets", cancellationToken)).Select(k => k.Split('/')).Where(k => k is [_, _, "manifest.json"]).Select(k => k[1]).ToArray();
        return digests switch
        {
            [var one] => new StoredDataset(store, one),
            [] => throw new CommandFailure(ExitCode.BadInput, $"{path}: no complete dataset there; build it first"),
            _ => throw new CommandFailure(ExitCode.BadInput, $"{path}: {digests.Length} datasets; name one: {string.Join(", ", digests.Take(5).Select(d => Path.Combine(folder, "datasets", d)))}"),
        };
    }

    /// <summary>The images, each file held against its digest.</summary>
    /// <exception cref="CommandFailure">A file is missing or damaged.</exception>
    public async Task<Dataset> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await DatasetReader.ReadAsync(Store, Digest, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailure(ExitCode.BadInput, e.Message, e);
        }
    }

    public static ImageSet Split(Dataset dataset, string name) => name switch { "train" => dataset.Train, "validation" => dataset.Validation, _ => dataset.Evaluation };
}
