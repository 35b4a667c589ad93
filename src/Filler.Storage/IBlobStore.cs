namespace Filler.Storage;

/// <summary>
/// Named immutable objects: datasets, checkpoints, results. A key is a relative path of segments separated by <c>/</c>; a segment holds letters,
/// digits, <c>.</c>, <c>_</c>, <c>-</c> and is not <c>.</c> or <c>..</c> (<see cref="BlobKey"/>).
/// </summary>
/// <remarks>Objects appear whole or not at all: no reader ever sees part of one, whatever dies.</remarks>
public interface IBlobStore
{
    /// <summary>The address that another process opens the same store with, see <see cref="BlobStores.Open"/>.</summary>
    string Address { get; }

    /// <summary>Writes the object whole, replacing one of that name.</summary>
    /// <param name="write">Writes the content into the stream it is given; when it throws, nothing is stored. May be called again, and then writes the same.</param>
    Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>As <see cref="PutAsync"/>, but only where no object has that name; of several writers one wins.</summary>
    /// <returns>Whether this call stored it.</returns>
    Task<bool> PutIfAbsentAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>The object's content, or null where there is none. The caller disposes the stream.</summary>
    Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Whether an object of that name exists.</summary>
    Task<bool> ExistsAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keys that begin with <paramref name="prefix"/> (whole segments), in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Removes the object; nothing happens where there is none.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);
}
