using Filler.Storage;

namespace Filler.Datasets.Tests;

/// <summary>Stores so many objects, then fails for good, as a process does that is killed.</summary>
internal sealed class DyingStore(IBlobStore inner, int objects) : IBlobStore
{
    private int left = objects;

    public string Address => inner.Address;

    public Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        left-- > 0 ? inner.PutAsync(key, write, cancellationToken) : throw new IOException("killed");

    public Task<bool> PutIfAbsentAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        left-- > 0 ? inner.PutIfAbsentAsync(key, write, cancellationToken) : throw new IOException("killed");

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken) => inner.OpenReadAsync(key, cancellationToken);

    public Task<bool> ExistsAsync(string key, CancellationToken cancellationToken) => inner.ExistsAsync(key, cancellationToken);

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) => inner.ListAsync(prefix, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);
}
