using System.Collections.Concurrent;
using k8s;
using k8s.Models;

namespace Filler.TestKit.Nodes;

/// <summary>
/// Stands in for scheduler and kubelet: takes every pod of a namespace, runs what the test says in place of its container, and reports the pod's status as
/// a kubelet does. A pod that is deleted is told so by the token; it is gone once it has ended.
/// </summary>
/// <param name="run">In place of the container; null from it leaves the pod pending, as the status that the test set itself.</param>
public sealed class NodeAgent(IKubernetes client, string @namespace, Func<V1Pod, CancellationToken, Task<ContainerEnd?>> run) : IAsyncDisposable
{
    private const string Container = "trial";

    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> running = new();
    private readonly ConcurrentBag<Task> work = [];
    private Task watching = Task.CompletedTask;

    /// <summary>Names of all pods that were started, in order.</summary>
    public ConcurrentQueue<string> Started { get; } = new();

    /// <summary>What went wrong in the agent itself; empty in a test that means anything.</summary>
    public ConcurrentQueue<Exception> Faults { get; } = new();

    public void Start() => watching = Task.Run(WatchAsync);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        await Task.WhenAll(work);
        stop.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var list = await client.CoreV1.ListNamespacedPodAsync(@namespace, cancellationToken: stop.Token);
                foreach (var pod in list.Items) Meet(pod);
                var watch = client.CoreV1.WatchListNamespacedPodAsync(@namespace, resourceVersion: list.ResourceVersion(), cancellationToken: stop.Token);
                await foreach (var (_, pod) in watch) Meet(pod);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or KubernetesException or k8s.Autorest.HttpOperationException)
            {
                // The API server is away: list again when it answers, as a kubelet does.
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private void Meet(V1Pod pod)
    {
        var token = running.GetOrAdd(pod.Uid(), _ =>
        {
            var source = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            if (pod.Status?.Phase is not ("Succeeded" or "Failed")) work.Add(Task.Run(() => LiveAsync(pod, source.Token)));
            return source;
        });
        if (pod.Metadata.DeletionTimestamp is not null) token.Cancel();
    }

    private async Task LiveAsync(V1Pod pod, CancellationToken deleted)
    {
        try
        {
            var began = TimeProvider.System.GetUtcNow().UtcDateTime;
            var end = await run(pod, deleted);
            if (end is not null && !stop.IsCancellationRequested)
            {
                Started.Enqueue(pod.Name());
                await ReportAsync(pod, end, began);
            }

            if (!deleted.IsCancellationRequested) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, deleted).ContinueWith(_ => { }, TaskScheduler.Default);
            if (stop.IsCancellationRequested) return;
            await client.CoreV1.DeleteNamespacedPodAsync(pod.Name(), @namespace, new V1DeleteOptions { GracePeriodSeconds = 0, Preconditions = new V1Preconditions { Uid = pod.Uid() } }, cancellationToken: stop.Token);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The test is over.
        }
        catch (k8s.Autorest.HttpOperationException e) when (e.Response.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Conflict)
        {
            // Gone already.
        }
        catch (Exception e)
        {
            Faults.Enqueue(e);
        }
    }

    /// <summary>A kubelet tells until it is heard.</summary>
    private async Task ReportAsync(V1Pod pod, ContainerEnd end, DateTime began)
    {
        while (true)
        {
            try
            {
                await TellAsync(pod, end, began);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException || e is k8s.Autorest.HttpOperationException { Response.StatusCode: >= System.Net.HttpStatusCode.InternalServerError or System.Net.HttpStatusCode.Unauthorized })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, stop.Token);
            }
        }
    }

    private Task<V1Pod> TellAsync(V1Pod pod, ContainerEnd end, DateTime began) => client.CoreV1.PatchNamespacedPodStatusAsync(
        new V1Patch(
            new
            {
                status = new
                {
                    phase = end.ExitCode == 0 ? "Succeeded" : "Failed",
                    startTime = began,
                    containerStatuses = new[]
                    {
                        new
                        {
                            name = Container, image = pod.Spec.Containers[0].Image, imageID = "", ready = false, restartCount = 0,
                            state = new { terminated = new { exitCode = end.ExitCode, reason = end.Reason ?? (end.ExitCode == 0 ? "Completed" : "Error"), message = end.Message, startedAt = began, finishedAt = TimeProvider.System.GetUtcNow().UtcDateTime } },
                        },
                    },
                },
            },
            V1Patch.PatchType.MergePatch),
        pod.Name(), @namespace, cancellationToken: stop.Token);
}
