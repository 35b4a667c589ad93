using System.Buffers.Binary;
using System.Security.Cryptography;
using Azure.Storage.Blobs.Specialized;

namespace Filler.Storage;

/// <summary>What is written into it goes up block by block; nobody sees anything of it before it is committed.</summary>
internal sealed class BlockUpload(BlockBlobClient blob, Guid upload, int blockBytes) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> blocks = [];
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private long length;

    /// <summary>Ids of the blocks that are up; empty where all fits into <see cref="Rest"/>.</summary>
    public IReadOnlyList<string> Blocks => blocks;

    /// <summary>What has not gone up.</summary>
    public ReadOnlyMemory<byte> Rest => buffer.AsMemory(0, filled);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    /// <summary>Of everything written, 64 hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public async Task StageRestAsync(CancellationToken cancellationToken)
    {
        if (filled == 0) return;
        // Ids of this upload alone: another writer of the same blob must not fill our list with its blocks.
        var id = new byte[20];
        upload.TryWriteBytes(id);
        BinaryPrimitives.WriteInt32BigEndian(id.AsSpan(16), blocks.Count);
        var name = Convert.ToBase64String(id);
        using var content = new MemoryStream(buffer, 0, filled, writable: false);
        await blob.StageBlockAsync(name, content, cancellationToken: cancellationToken);
        blocks.Add(name);
        filled = 0;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        hash.AppendData(content.Span);
        length += content.Length;
        while (content.Length > 0)
        {
            if (filled == blockBytes) await StageRestAsync(cancellationToken);
            var count = Math.Min(content.Length, blockBytes - filled);
            if (filled + count > buffer.Length) Array.Resize(ref buffer, Math.Min(blockBytes, Math.Max(filled + count, buffer.Length * 2)));
            content.Span[..count].CopyTo(buffer.AsSpan(filled));
            filled += count;
            content = content[count..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }
}
