namespace Filler.Storage;

/// <summary>Opens the store that an address names.</summary>
public static class BlobStores
{
    /// <param name="address">A folder (<c>/data/filler</c> or <c>file:///data/filler</c>), or <c>azure://account/container[/prefix]</c>.</param>
    /// <param name="variable">Environment variables with the credential (docs/storage.md); null: this process's own.</param>
    /// <exception cref="ArgumentException">No store has such an address, or a variable is malformed.</exception>
    public static IBlobStore Open(string address, Func<string, string?>? variable = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return new FolderBlobStore(address);
        if (uri.IsFile) return new FolderBlobStore(uri.LocalPath);
        if (uri.Scheme != AzureBlobAddress.Scheme)
            throw new ArgumentException($"store address '{address}': scheme '{uri.Scheme}' is unknown; use a folder, file:///… or azure://account/container", nameof(address));
        var parsed = AzureBlobAddress.Parse(address);
        return new AzureBlobStore(parsed, AzureAccess.Open(parsed, variable ?? Environment.GetEnvironmentVariable));
    }
}
