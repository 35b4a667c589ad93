using Filler.Kubernetes.Client;
using Filler.Kubernetes.Entities;
using Filler.TestKit.Cluster;
using Filler.TestKit.Proxy;
using k8s.Models;

namespace Filler.Kubernetes.Tests.Client;

public class ClientFaultTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [SkippableFact]
    public async Task A_create_whose_answer_was_lost_is_repeated_without_a_second_object()
    {
        await using var proxy = await ProxyAsync();
        var (sut, space) = (Client(proxy), await cluster.ControlPlane.CreateNamespaceAsync());
        proxy.Fault = r => r is { Method: "POST", Number: 1 } ? new ProxyFault.LoseResponse() : null;

        await Assert.ThrowsAsync<HttpRequestException>(() => sut.CreateIfAbsentAsync(Map(space, "a"), None));
        var (entity, created) = await sut.CreateIfAbsentAsync(Map(space, "a"), None);

        Assert.False(created);
        Assert.NotNull(entity.Metadata.Uid);
        Assert.Single((await sut.ListAsync<V1ConfigMap>(space, null, None)).Items, m => m.Metadata.Name == "a");
    }

    [SkippableFact]
    public async Task A_busy_server_is_asked_again_after_the_time_that_it_named()
    {
        await using var proxy = await ProxyAsync();
        var (sut, space) = (Client(proxy), await cluster.ControlPlane.CreateNamespaceAsync());
        proxy.Fault = r => r.Number == 1 ? new ProxyFault.Refuse(429, RetryAfterSeconds: 1) : null;
        var start = TimeProvider.System.GetTimestamp();

        await sut.CreateAsync(Map(space, "a"), None);

        Assert.Equal(2, proxy.Writes);
        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.95));
    }

    [SkippableFact]
    public async Task A_status_is_patched_once_not_at_all_when_equal_and_again_after_a_conflict()
    {
        await using var proxy = await ProxyAsync();
        var (sut, space) = (Client(proxy), await cluster.ControlPlane.CreateNamespaceAsync());
        var stale = await sut.CreateAsync(Pod(space), None);
        Func<V1Pod, object?> mine = pod => With(pod, s => s.Message = "mine");

        await sut.PatchStatusAsync(stale, pod => With(pod, s => s.Reason = "others"), None);
        var stored = await sut.PatchStatusAsync(stale, mine, None);
        Assert.Equal(("mine", "others"), (stored!.Status.Message, stored.Status.Reason));
        // Create, the others' patch, a refused one, a successful one.
        Assert.Equal(4, proxy.Writes);

        await sut.PatchStatusAsync(stored, mine, None);
        Assert.Equal(4, proxy.Writes);
    }

    [SkippableFact]
    public async Task Lists_follow_all_pages_and_deletions_keep_to_their_preconditions()
    {
        await using var proxy = await ProxyAsync();
        var (sut, space) = (Client(proxy), await cluster.ControlPlane.CreateNamespaceAsync());
        for (var i = 0; i < 7; i++)
            await sut.CreateAsync(Map(space, $"m{i}"), None);

        var list = await sut.ListAsync<V1ConfigMap>(space, new ListOptions { PageSize = 3 }, None);
        Assert.Equal(7, list.Items.Count(m => m.Metadata.Name.StartsWith('m')));

        var key = new NamespacedName(space, "m1");
        var refused = await Assert.ThrowsAsync<ApiException>(() => sut.DeleteAsync<V1ConfigMap>(key, new DeletePreconditions(Uid: "other"), None));
        Assert.True(refused.IsConflict);
        Assert.True(await sut.DeleteAsync<V1ConfigMap>(key, null, None));
        Assert.False(await sut.DeleteAsync<V1ConfigMap>(key, null, None));
        Assert.Null(await sut.GetAsync<V1ConfigMap>(key, None));
    }

    [SkippableFact]
    public async Task Applied_fields_are_the_operators_and_those_of_others_stay()
    {
        await using var proxy = await ProxyAsync();
        var (sut, space) = (Client(proxy), await cluster.ControlPlane.CreateNamespaceAsync());
        await sut.ApplyAsync(Map(space, "a", ("x", "1"), ("y", "1")), None);
        var theirs = EntityPatch.Merge(new System.Text.Json.Nodes.JsonObject { ["data"] = new System.Text.Json.Nodes.JsonObject { ["z"] = "theirs" } });
        var other = new KubernetesClient(cluster.ControlPlane.Client, new EntityJson(), "somebody", new OpenFence(), TimeProvider.System);
        await other.PatchAsync<V1ConfigMap>(new NamespacedName(space, "a"), theirs, null, None);

        var stored = await sut.ApplyAsync(Map(space, "a", ("x", "2")), None);

        Assert.Equal([("x", "2"), ("z", "theirs")], stored.Data.OrderBy(p => p.Key).Select(p => (p.Key, p.Value)));
    }

    private static V1PodStatus With(V1Pod pod, Action<V1PodStatus> change)
    {
        var copy = k8s.KubernetesJson.Deserialize<V1PodStatus>(k8s.KubernetesJson.Serialize(pod.Status ?? new V1PodStatus()));
        change(copy);
        return copy;
    }

    private static V1ConfigMap Map(string space, string name, params (string Key, string Value)[] data) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = space },
        Data = data.Length == 0 ? null : data.ToDictionary(p => p.Key, p => p.Value),
    };

    private static V1Pod Pod(string space) => new()
    {
        Metadata = new V1ObjectMeta { Name = "pod", NamespaceProperty = space },
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "main", Image = "example.com/none" }] },
    };

    private static KubernetesClient Client(ApiServerProxy proxy) =>
        new(
            new k8s.Kubernetes(k8s.KubernetesClientConfiguration.BuildConfigFromConfigFile(proxy.KubeConfig)),
            new EntityJson(), "tests", new OpenFence(), TimeProvider.System);

    private Task<ApiServerProxy> ProxyAsync()
    {
        cluster.Require();
        return ApiServerProxy.StartAsync(cluster.ControlPlane);
    }
}
