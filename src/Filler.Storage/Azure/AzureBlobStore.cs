using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Filler.Storage;

/// <summary>A blob store in a container of Azure Blob Storage.</summary>
/// <remarks>
/// Small objects are one conditional put; larger ones go up in blocks and appear when the list of blocks is committed. Every object carries its
/// SHA-256, checked on read, and the mark of the call that wrote it: so a writer whose answer was lost knows its own object again.
/// </remarks>
public sealed class AzureBlobStore : IBlobStore
{
    private const string Sha256 = "sha256";
    private const string Writer = "writer";

    // Another writer of the same blob throws our uncommitted blocks away; each try loses only to a writer that finished.
    private const int Tries = 5;
    private readonly AzureBlobAddress address;
    private readonly BlobContainerClient container;
    private readonly int blockBytes;

    /// <param name="blockBytes">Size of a block; objects up to it are put at once.</param>
    internal AzureBlobStore(AzureBlobAddress address, BlobContainerClient container, int blockBytes = 8 << 20) =>
        (this.address, this.container, this.blockBytes) = (address, container, blockBytes);

    public string Address => address.ToString();

    public async Task PutAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        _ = await StoreAsync(key, write, new BlobRequestConditions(), cancellationToken);

    public async Task<bool> PutIfAbsentAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        !await ExistsAsync(key, cancellationToken) && await StoreAsync(key, write, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);

    public async Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        var blob = Blob(key);
        try
        {
            var answer = await blob.DownloadStreamingAsync(cancellationToken: cancellationToken);
            return new VerifiedStream(answer.Value.Content, NameOf(key), answer.Value.Details.Metadata.TryGetValue(Sha256, out var digest) ? digest : null);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
        catch (Exception e) when (AzureFault.Is(e))
        {
            throw AzureFault.Translate(e, NameOf(key));
        }
    }

    public async Task<bool> ExistsAsync(string key, CancellationToken cancellationToken)
    {
        var blob = Blob(key);
        return await AskAsync(key, async () =>
        {
            try
            {
                await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
                return true;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return false;
            }
        });
    }

    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var under = $"{address.Prefix}{BlobKey.Validate(prefix)}/";
        return await AskAsync(prefix, async () =>
        {
            var keys = new List<string>();
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, under, cancellationToken)) keys.Add(blob.Name[address.Prefix.Length..]);
            keys.Sort(StringComparer.Ordinal);
            return keys;
        });
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var blob = Blob(key);
        return AskAsync(key, () => blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken));
    }

    private async Task<bool> StoreAsync(
        string key, Func<Stream, CancellationToken, Task> write, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        var blob = Blob(key);
        for (var attempt = 1; ; attempt++)
        {
            var writer = Guid.NewGuid();
            await using var upload = new BlockUpload(blob, writer, blockBytes);
            try
            {
                await write(upload, cancellationToken);
                await CommitAsync(blob, upload, writer, conditions, cancellationToken);
                return true;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
            {
                // Ours, where the answer to an earlier try was lost.
                return await WriterOfAsync(key, blob, cancellationToken) == writer.ToString("N");
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.InvalidBlockList && attempt < Tries)
            {
                if (conditions.IfNoneMatch is not null && await ExistsAsync(key, cancellationToken)) return false;
            }
            catch (Exception e) when (AzureFault.Is(e))
            {
                throw AzureFault.Translate(e, NameOf(key));
            }
        }
    }

    private static async Task CommitAsync(
        BlockBlobClient blob, BlockUpload upload, Guid writer, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        var metadata = new Dictionary<string, string> { [Sha256] = upload.Sha256(), [Writer] = writer.ToString("N") };
        if (upload.Blocks.Count == 0)
        {
            using var content = new MemoryStream(upload.Rest.ToArray(), writable: false);
            // One request whatever the size: the SDK would otherwise cut it into blocks of its own.
            await blob.UploadAsync(
                content,
                new BlobUploadOptions { Metadata = metadata, Conditions = conditions, TransferOptions = new() { InitialTransferSize = Math.Max(1, content.Length) } },
                cancellationToken);
            return;
        }

        await upload.StageRestAsync(cancellationToken);
        await blob.CommitBlockListAsync(upload.Blocks, new CommitBlockListOptions { Metadata = metadata, Conditions = conditions }, cancellationToken);
    }

    private Task<string?> WriterOfAsync(string key, BlockBlobClient blob, CancellationToken cancellationToken) => AskAsync(key, async () =>
    {
        try
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return properties.Value.Metadata.TryGetValue(Writer, out var writer) ? writer : null;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            // Deleted in the meantime: whoever did that saw it.
            return null;
        }
    });

    private async Task<T> AskAsync<T>(string key, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (AzureFault.Is(e))
        {
            throw AzureFault.Translate(e, NameOf(key));
        }
    }

    private BlockBlobClient Blob(string key) => container.GetBlockBlobClient(address.Prefix + BlobKey.Validate(key));

    private string NameOf(string key) => $"{Address}/{key}";
}
