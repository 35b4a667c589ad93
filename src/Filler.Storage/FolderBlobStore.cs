namespace Filler.Storage;

/// <summary>A blob store in a folder. Objects are written to a temporary name, flushed to the disk and then given their own.</summary>
/// <remarks>Temporary files live in <c>.incoming</c> below the root, so a listing never meets them; a crash leaves at most a file there.</remarks>
public sealed class FolderBlobStore : IBlobStore
{
    private const string Incoming = ".incoming";
    private readonly string root;

    /// <param name="root">The folder; made where it does not exist.</param>
    public FolderBlobStore(string root)
    {
        this.root = Path.GetFullPath(root);
        Directory.CreateDirectory(this.root);
    }

    public string Address => new Uri(root).AbsoluteUri;

    public Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        StoreAsync(key, write, replace: true, cancellationToken);

    public async Task<bool> PutIfAbsentAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        !File.Exists(PathOf(key)) && await StoreAsync(key, write, replace: false, cancellationToken);

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        return Task.FromResult<Stream?>(File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan)
            : null);
    }

    public Task<bool> ExistsAsync(string key, CancellationToken cancellationToken) => Task.FromResult(File.Exists(PathOf(key)));

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var folder = PathOf(prefix);
        IReadOnlyList<string> keys = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'))
                .Order(StringComparer.Ordinal)]
            : [];
        return Task.FromResult(keys);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    private async Task<bool> StoreAsync(string key, Func<Stream, CancellationToken, Task> write, bool replace, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.Combine(root, Incoming));
        var temporary = Path.Combine(root, Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                await write(stream, cancellationToken);
                await stream.FlushAsync(cancellationToken);
                // Without this a power cut may leave the new name with old or no content.
                stream.Flush(flushToDisk: true);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!replace) return NewName.TryGive(temporary, path);
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string PathOf(string key) => Path.Combine(root, BlobKey.Validate(key).Replace('/', Path.DirectorySeparatorChar));
}
