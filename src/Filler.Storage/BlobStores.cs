namespace Filler.Storage;

/// <summary>Opens the store that an address names.</summary>
public static class BlobStores
{
    /// <param name="address">A folder (<c>/data/filler</c> or <c>file:///data/filler</c>).</param>
    /// <exception cref="ArgumentException">No store has such an address.</exception>
    public static IBlobStore Open(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return new FolderBlobStore(address);
        return uri.IsFile
            ? new FolderBlobStore(uri.LocalPath)
            : throw new ArgumentException($"store address '{address}': scheme '{uri.Scheme}' is unknown; use a folder or file:///…", nameof(address));
    }
}
