using System.Text.Json;
using System.Text.Json.Serialization;
using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Entities;
using Filler.Kubernetes.Tests.Client;
using Filler.Kubernetes.Tests.Hosting;
using Filler.TestKit.Cluster;
using Filler.TestKit.Proxy;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Filler.Kubernetes.Tests.Caching;

public class InformerTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    private static readonly JsonSerializerOptions Dialect = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    [SkippableFact]
    public async Task An_object_that_cannot_be_read_is_left_out_and_the_others_are_seen()
    {
        cluster.Require();
        var space = await cluster.ControlPlane.CreateNamespaceAsync();
        var api = cluster.ControlPlane.Client.CoreV1;
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("listed", space, "1"), space);
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("broken", space, "many"), space);
        using var client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.ControlPlane.AdminKubeConfig));
        await using var sut = Running<CountedMap>.Start(client, space);

        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("watched", space, "2"), space);
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("broken-too", space, "more"), space);
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("last", space, "3"), space);

        await Eventually.HoldsAsync(() => sut.Informer.Store.List().Any(m => m.Metadata.Name == "last"));
        Assert.Equal([("last", 3), ("listed", 1), ("watched", 2)], sut.Informer.Store.List().Select(m => (m.Metadata.Name, m.Data.Count)));
    }

    [SkippableFact]
    public async Task Cut_connections_and_a_faulty_handler_lose_no_change()
    {
        cluster.Require();
        await using var proxy = await ApiServerProxy.StartAsync(cluster.ControlPlane);
        var space = await cluster.ControlPlane.CreateNamespaceAsync();
        var api = cluster.ControlPlane.Client.CoreV1;
        using var client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(proxy.KubeConfig));
        var told = new List<(EntityChangeType, string)>();
        await using var sut = Running<V1ConfigMap>.Start(
            client, space, _ => throw new InvalidOperationException("a controller's fault"), c => told.Add((c.Type, c.Current.Metadata.Name)));
        await sut.Informer.Synced;

        for (var i = 0; i < 5; i++)
        {
            await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source($"m{i}", space, "1"), space);
            proxy.CutConnections();
            await api.DeleteNamespacedConfigMapAsync($"m{i}", space);
        }

        await Eventually.HoldsAsync(() => told.Count == 10);
        Assert.Equal(
            Enumerable.Range(0, 5).SelectMany(i => new[] { (EntityChangeType.Added, $"m{i}"), (EntityChangeType.Deleted, $"m{i}") }), told);
    }

    private sealed class Running<TEntity> : IAsyncDisposable
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task task;

        private Running(Informer<TEntity> informer)
        {
            Informer = informer;
            task = informer.RunAsync(stop.Token);
        }

        public Informer<TEntity> Informer { get; }

        public static Running<TEntity> Start(k8s.Kubernetes api, string space, params Action<EntityChange<TEntity>>[] handlers)
        {
            var client = new KubernetesClient(api, new EntityJson().Use<CountedMap>(Dialect), "tests", new OpenFence(), TimeProvider.System);
            var options = new InformerOptions<TEntity> { Namespace = space, LabelSelector = "mirror=yes", PageSize = 2 };
            var informer = new Informer<TEntity>(client, options, TimeProvider.System, new Random(1), NullLogger<Informer<TEntity>>.Instance);
            foreach (var handler in handlers)
                informer.Subscribe(handler);
            return new Running<TEntity>(informer);
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await task;
        }
    }
}
