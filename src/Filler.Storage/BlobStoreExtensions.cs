namespace Filler.Storage;

/// <summary>Whole-object reading and writing for small objects.</summary>
public static class BlobStoreExtensions
{
    public static Task PutBytesAsync(this IBlobStore store, string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        store.PutAsync(key, async (stream, token) => await stream.WriteAsync(content, token), cancellationToken);

    /// <returns>The content, or null where there is no such object.</returns>
    public static async Task<byte[]?> ReadBytesAsync(this IBlobStore store, string key, CancellationToken cancellationToken)
    {
        await using var stream = await store.OpenReadAsync(key, cancellationToken);
        if (stream is null) return null;
        if (stream.CanSeek)
        {
            var content = GC.AllocateUninitializedArray<byte>(checked((int)stream.Length));
            await stream.ReadExactlyAsync(content, cancellationToken);
            return content;
        }

        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }
}
