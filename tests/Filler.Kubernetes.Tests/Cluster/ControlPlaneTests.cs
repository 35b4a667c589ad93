using Filler.TestKit.Cluster;
using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Tests.Cluster;

public class ControlPlaneTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    [SkippableFact]
    public async Task Requests_are_found_in_the_audit_log_and_in_etcd()
    {
        cluster.Require();
        var space = await cluster.ControlPlane.CreateNamespaceAsync();
        using var client = cluster.ControlPlane.CreateClient(cluster.ControlPlane.WriteKubeConfig("somebody", "system:masters"));

        await client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "a" } }, space);

        var entry = Assert.Single(cluster.ControlPlane.Audit.Read(), e => e.User == "somebody" && e.Verb == "create");
        Assert.Equal(("configmaps", space, 201, true), (entry.Resource, entry.Namespace, entry.Code, entry.IsWrite));
        Assert.InRange(await cluster.ControlPlane.StoredBytesAsync($"/registry/configmaps/{space}/"), 100, 2000);
    }

    [SkippableFact]
    public async Task A_component_can_be_killed_paused_and_started_again()
    {
        cluster.Require();
        await using var plane = await ControlPlane.StartAsync(new ControlPlaneOptions { ControllerManager = false, AuditLog = false });
        await plane.Client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = "kept" } });

        await plane.ApiServer.KillAsync();
        Assert.False(plane.ApiServer.IsRunning);
        await plane.ApiServer.StartAsync(TimeSpan.FromSeconds(60), CancellationToken.None);

        Assert.Equal("kept", (await plane.Client.CoreV1.ReadNamespaceAsync("kept")).Metadata.Name);
    }
}
