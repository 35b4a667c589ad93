using System.Text;
using Filler.TestKit.Cluster;
using Filler.TestKit.Proxy;
using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Tests.Hosting;

/// <summary>The same operator under the faults of a real cluster; the oracle is the state that it should bring about.</summary>
public class OperatorFaultTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    [SkippableFact]
    public async Task What_a_watch_lost_is_found_by_the_listing_after_410()
    {
        cluster.Require();
        await using var proxy = await ApiServerProxy.StartAsync(cluster.ControlPlane);
        var (space, api, log) = await ArrangeAsync();
        using var host = await MirrorOperator.StartAsync(proxy.KubeConfig, space, log, s => s.AutoAttachFinalizers = false);
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("gone", space, "1"), space);
        await AwaitSecretsAsync(api, space, 1);

        var lost = 0;
        proxy.LosesEvent = (r, _) => r.Path.EndsWith("/configmaps", StringComparison.Ordinal) && Interlocked.Increment(ref lost) > 0;
        await api.DeleteNamespacedConfigMapAsync("gone", space);
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("new", space, "1"), space);
        await Eventually.HoldsAsync(() => lost >= 2);
        Assert.False(log.Reconciled.ContainsKey("new"));
        proxy.LosesEvent = null;
        var expired = 0;
        proxy.Fault = r => r.IsWatch && r.Path.EndsWith("/configmaps", StringComparison.Ordinal) && Interlocked.Increment(ref expired) == 1
            ? new ProxyFault.Refuse(410) : null;
        proxy.CutConnections();

        await Eventually.HoldsAsync(() => log.Deleted.Contains("gone") && log.Reconciled.ContainsKey("new"));
        await host.StopAsync();
    }

    [SkippableFact]
    public async Task A_restarted_API_server_whose_history_was_compacted_away_costs_nothing_but_time()
    {
        cluster.Require();
        await using var plane = await ControlPlane.StartAsync(new ControlPlaneOptions { ControllerManager = false, AuditLog = false, WatchCache = false });
        var (space, log) = (await plane.CreateNamespaceAsync(), new MirrorLog());
        using var host = await MirrorOperator.StartAsync(plane.AdminKubeConfig, space, log);
        var api = plane.Client.CoreV1;
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("a", space, "1"), space);
        await AwaitSecretsAsync(api, space, 1);

        await plane.ApiServer.KillAsync();
        await plane.ApiServer.StartAsync(TimeSpan.FromSeconds(60), CancellationToken.None);
        await api.DeleteNamespacedSecretAsync("a", space);
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("b", space, "1"), space);
        await plane.CompactAsync();

        await AwaitSecretsAsync(api, space, 2);
        await host.StopAsync();
    }

    [SkippableFact]
    public async Task One_request_in_ten_failing_delays_the_result_and_does_not_change_it()
    {
        cluster.Require();
        await using var proxy = await ApiServerProxy.StartAsync(cluster.ControlPlane);
        var (space, api, log) = await ArrangeAsync();
        var random = new Random(7);
        ProxyFault[] faults =
        [
            new ProxyFault.Refuse(409), new ProxyFault.Refuse(410), new ProxyFault.Refuse(429, 1), new ProxyFault.Refuse(500), new ProxyFault.Cut(),
            new ProxyFault.LoseResponse(),
        ];
        proxy.Fault = _ =>
        {
            lock (random)
                return random.NextDouble() < 0.1 ? faults[random.Next(faults.Length)] : null;
        };
        using var host = await MirrorOperator.StartAsync(proxy.KubeConfig, space, log);

        for (var i = 0; i < 30; i++)
        {
            await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source($"m{i}", space, $"{i}"), space);
            if (i % 10 == 5)
                proxy.CutConnections();
        }

        var secrets = await AwaitSecretsAsync(api, space, 30);
        Assert.All(secrets, s => Assert.Equal(s.Metadata.Name, "m" + Encoding.UTF8.GetString(s.Data["value"])));
        // A create, a finalizer and an apply each, and one in ten again: no storm of retries.
        Assert.InRange(proxy.Writes, 60, 200);
        proxy.Fault = null;
        for (var i = 0; i < 30; i++)
            await api.DeleteNamespacedConfigMapAsync($"m{i}", space);
        await Eventually.SeesAsync(async () => (await api.ListNamespacedConfigMapAsync(space, labelSelector: "mirror=yes")).Items.Count, n => n == 0);
        await host.StopAsync();
    }

    [SkippableFact]
    public async Task A_leader_that_cannot_renew_writes_nothing_after_another_leads()
    {
        cluster.Require();
        await using var proxy = await ApiServerProxy.StartAsync(cluster.ControlPlane);
        var (space, api, log) = await ArrangeAsync();
        var other = new MirrorLog();
        using var cutOff = await MirrorOperator.StartAsync(proxy.KubeConfig, space, log, Quick);
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("a", space, "1"), space);
        await AwaitSecretsAsync(api, space, 1);
        using var follower = await MirrorOperator.StartAsync(cluster.ControlPlane.AdminKubeConfig, space, other, Quick);

        proxy.Fault = r => r.IsLease ? new ProxyFault.Cut() : null;
        await Eventually.HoldsAsync(() => other.Reconciled.ContainsKey("a"));
        var (writes, reconciled) = (proxy.Writes, log.Reconciled["a"]);
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("b", space, "1"), space);
        await AwaitSecretsAsync(api, space, 2);

        Assert.Equal((writes, reconciled), (proxy.Writes, log.Reconciled["a"]));
        Assert.False(log.Reconciled.ContainsKey("b"));
        await follower.StopAsync();
        await cutOff.StopAsync();

        static void Quick(Filler.Kubernetes.Hosting.OperatorSettings s)
        {
            s.EnableLeaderElection = true;
            s.LeaderElectionLeaseDuration = TimeSpan.FromSeconds(4);
            s.LeaderElectionRenewDeadline = TimeSpan.FromSeconds(3);
            s.LeaderElectionRetryPeriod = TimeSpan.FromMilliseconds(300);
        }
    }

    private static Task<List<V1Secret>> AwaitSecretsAsync(ICoreV1Operations api, string space, int count) =>
        Eventually.SeesAsync(
            async () => (await api.ListNamespacedSecretAsync(space)).Items.Where(s => s.Type == "Opaque").ToList(), s => s.Count == count,
            TimeSpan.FromSeconds(60));

    private async Task<(string Space, ICoreV1Operations Api, MirrorLog Log)> ArrangeAsync() =>
        (await cluster.ControlPlane.CreateNamespaceAsync(), cluster.ControlPlane.Client.CoreV1, new MirrorLog());
}
