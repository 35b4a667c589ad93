using System.Globalization;
using System.Text.Json;
using Filler.Api;
using Filler.Storage;

namespace Filler.Results;

/// <summary>Finished results in the store, where every study that uses the store finds them.</summary>
/// <param name="warn">Told of an object that cannot be used; the search goes on without it.</param>
public sealed class ResultShelf(IBlobStore store, Action<string> warn)
{
    /// <summary>A result of an equal training, with another seed than those named; null where there is none.</summary>
    /// <param name="identity">See <see cref="TrialIdentity"/>.</param>
    /// <param name="drawn">Seeds that this configuration has results of already.</param>
    public async Task<PublishedResult?> FindAsync(string identity, IReadOnlySet<long> drawn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        // In order of name, never of value: whoever picks the best of several draws makes every configuration look better than it is.
        foreach (var key in await store.ListAsync(BlobLayout.PublishedPrefix(identity), cancellationToken))
        {
            if (SeedOf(key) is { } seed && drawn.Contains(seed)) continue;
            if (await ReadAsync(key, cancellationToken) is not { } found || drawn.Contains(found.Origin.Seed)) continue;
            if (await store.ExistsAsync(found.Result.Checkpoint, cancellationToken)) return found;
            warn($"{store.Address}/{key}: its weights {found.Result.Checkpoint} are gone; the trial is trained anew");
        }

        return null;
    }

    /// <summary>Puts a result where others find it. Of several writers of one seed the first wins, unless what it wrote is damaged.</summary>
    public async Task PublishAsync(string identity, PublishedResult result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(result);
        var key = BlobLayout.PublishedKey(identity, result.Origin.Seed);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(result, FillerJson.Indented);
        var stored = await store.PutIfAbsentAsync(key, async (stream, token) => await stream.WriteAsync(bytes, token), cancellationToken);
        if (!stored && await ReadAsync(key, cancellationToken) is null) await store.PutBytesAsync(key, bytes, cancellationToken);
    }

    private async Task<PublishedResult?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        if (await store.ReadBytesAsync(key, cancellationToken) is not { } bytes) return null;
        try
        {
            if (JsonSerializer.Deserialize<PublishedResult>(bytes, FillerJson.Options) is { } read && read.IsWhole()) return read;
            warn($"{store.Address}/{key}: damaged (its digest does not fit its content); ignored, the trial is trained anew");
        }
        catch (JsonException e)
        {
            warn($"{store.Address}/{key}: damaged or of another version ({e.Message}); ignored, the trial is trained anew");
        }

        return null;
    }

    private static long? SeedOf(string key) =>
        long.TryParse(Path.GetFileNameWithoutExtension(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) ? seed : null;
}
