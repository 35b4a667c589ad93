using System.Security.Cryptography;

namespace Filler.Storage;

/// <summary>A download that must end with the digest that was recorded when the blob was written.</summary>
/// <param name="blob">For messages.</param>
/// <param name="sha256">64 hexadecimal digits; null where another program wrote the blob.</param>
internal sealed class VerifiedStream(Stream inner, string blob, string? sha256) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">At the end: the content is not what was written.</exception>
    /// <exception cref="BlobStoreException">The connection broke and could not be taken up again.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            count = await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (AzureFault.Is(e) || (e is IOException && e is not BlobStoreException))
        {
            throw AzureFault.Translate(e, blob);
        }

        return Took(buffer.Span, count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Took(Span<byte> buffer, int count)
    {
        hash.AppendData(buffer[..count]);
        if (count == 0 && buffer.Length > 0 && sha256 is not null && Convert.ToHexStringLower(hash.GetCurrentHash()) != sha256)
            throw new InvalidDataException($"{blob}: the content has changed since it was written (its SHA-256 is not {sha256}); delete the blob and make it again");
        return count;
    }
}
