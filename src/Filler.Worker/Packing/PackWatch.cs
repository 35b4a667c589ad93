using System.Text.Json;
using System.Threading.Channels;
using Filler.Api;
using k8s;
using k8s.Autorest;

namespace Filler.Worker.Packing;

/// <summary>The Trials that carry a pack's uid, listed and then watched; whatever ends the watch, they are listed again.</summary>
/// <param name="pack">Uid of this pod.</param>
internal sealed class PackWatch(IKubernetes client, string space, string pack, TextWriter log, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(16);

    private readonly string selector = $"{Packs.Label}={pack}";
    private string? trouble;

    /// <summary>Runs until cancelled; no fault of the server ends it.</summary>
    public async Task RunAsync(ChannelWriter<PackNews> news, CancellationToken cancellationToken)
    {
        var pause = Pause;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var version = await ListAsync(news, cancellationToken);
                pause = Pause;
                await FollowAsync(version, news, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (IsCut(e) || e is HttpOperationException)
            {
                Say(e.Message);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }

            await Task.WhenAny(Task.Delay(pause, time, cancellationToken));
        }
    }

    /// <returns>The version to watch from.</returns>
    private async Task<string> ListAsync(ChannelWriter<PackNews> news, CancellationToken cancellationToken)
    {
        var list = await client.CustomObjects.ListNamespacedCustomObjectAsync<JsonElement>(
            ApiGroup.Name, ApiGroup.Version, space, "trials", labelSelector: selector, cancellationToken: cancellationToken);
        news.TryWrite(new PackNews.Listed([.. list.GetProperty("items").EnumerateArray().Select(PackedTrial.Of)]));
        if (trouble is not null) log.WriteLine("worker: the API server answers again");
        trouble = null;
        return list.GetProperty("metadata").GetProperty("resourceVersion").GetString()!;
    }

    private async Task FollowAsync(string version, ChannelWriter<PackNews> news, CancellationToken cancellationToken)
    {
        // The server ends it after the limit; a connection that died without a word is given up a little later.
        using var patience = new CancellationTokenSource(Limit + TimeSpan.FromSeconds(30), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        // An error in the stream, such as a history that is no more, is told to the callback and passed over; thrown from there it ends the stream.
        var watch = client.CustomObjects.WatchListNamespacedCustomObjectAsync(
            ApiGroup.Name, ApiGroup.Version, space, "trials", labelSelector: selector, resourceVersion: version, timeoutSeconds: (int)Limit.TotalSeconds, onError: e => throw e,
            cancellationToken: either.Token);
        try
        {
            await foreach (var (type, trial) in watch)
            {
                if (type is WatchEventType.Added or WatchEventType.Modified) news.TryWrite(new PackNews.Changed(PackedTrial.Of((JsonElement)trial)));
                else if (type is WatchEventType.Deleted) news.TryWrite(new PackNews.Gone(PackedTrial.Of((JsonElement)trial).Uid));
            }
        }
        catch (Exception e) when (IsCut(e) && !cancellationToken.IsCancellationRequested)
        {
            // The next listing says what was missed, or that there is no answer.
        }
    }

    /// <summary>The connection broke, or the history that was followed is no more.</summary>
    private static bool IsCut(Exception e) => e is KubernetesException or HttpRequestException or IOException or OperationCanceledException or JsonException;

    // Once for each trouble, not for each try.
    private void Say(string reason)
    {
        if (trouble == reason) return;
        trouble = reason;
        log.WriteLine($"worker: the Trials of this pack are not to be seen: {reason}; those that run go on");
    }
}
