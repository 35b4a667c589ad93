using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Filler.Storage;
using Filler.Structures;

namespace Filler.Datasets;

/// <summary>The latest state of a running fit in the store, so that a fit that was killed goes on and ends as if it had not been.</summary>
/// <remarks><c>structures/&lt;digest&gt;/checkpoint.json</c>, gone once the fit is there.</remarks>
internal sealed class FitCheckpoint(IBlobStore store, string prefix, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private string Key => $"{prefix}/checkpoint.json";

    /// <summary>Runs a fit from where the last one left off; what it offers is kept now and then, and when it is cancelled.</summary>
    /// <exception cref="InvalidDataException">The store's checkpoint is damaged.</exception>
    public async Task<ScatteringSolution> RunAsync(Func<ReverseMonteCarloCheckpoints, ScatteringSolution> fit, CancellationToken cancellationToken)
    {
        var from = await ReadAsync(cancellationToken);
        // The newest state only: a store that is slower than the fit must not hold it up.
        var states = Channel.CreateBounded<ReverseMonteCarloState>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var fitting = Task.Run(
            () =>
            {
                try
                {
                    return fit(new ReverseMonteCarloCheckpoints(from, state => states.Writer.TryWrite(state)));
                }
                finally
                {
                    states.Writer.Complete();
                }
            },
            CancellationToken.None);
        var unsaved = await KeepAsync(states.Reader);
        try
        {
            return await fitting;
        }
        catch (OperationCanceledException) when (unsaved is not null)
        {
            await WriteAsync(unsaved);
            throw;
        }
    }

    public Task RemoveAsync(CancellationToken cancellationToken) => store.DeleteAsync(Key, cancellationToken);

    /// <returns>The last state where it is newer than what was written.</returns>
    private async Task<ReverseMonteCarloState?> KeepAsync(ChannelReader<ReverseMonteCarloState> states)
    {
        var written = time.GetTimestamp();
        ReverseMonteCarloState? unsaved = null;
        await foreach (var state in states.ReadAllAsync(CancellationToken.None))
        {
            unsaved = state;
            if (time.GetElapsedTime(written) < Interval) continue;
            await WriteAsync(state);
            (written, unsaved) = (time.GetTimestamp(), null);
        }

        return unsaved;
    }

    private Task WriteAsync(ReverseMonteCarloState state) =>
        store.PutBytesAsync(Key, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(state)), CancellationToken.None);

    private async Task<ReverseMonteCarloState?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadBytesAsync(Key, cancellationToken) is not { } json) return null;
        try
        {
            return JsonSerializer.Deserialize<ReverseMonteCarloState>(json);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{Key}: not a checkpoint ({e.Message}); delete it in the store and run again", e);
        }
    }
}
