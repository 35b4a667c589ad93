using System.Text;
using Filler.TestKit.Cluster;
using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Tests.Hosting;

public class OperatorTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    [SkippableFact]
    public async Task What_is_declared_comes_about_is_kept_and_goes_with_its_owner()
    {
        cluster.Require();
        var (space, api, log) = await ArrangeAsync();
        using var host = await MirrorOperator.StartAsync(cluster.ControlPlane.AdminKubeConfig, space, log);

        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("a", space, "1"), space);
        var first = await SecretAsync(api, space, "a", "1");
        // Deleted by hand: its owner is looked at, and it comes again.
        await api.DeleteNamespacedSecretAsync("a", space);
        await Eventually.SeesAsync(() => SecretAsync(api, space, "a", "1"), s => s.Metadata.Uid != first.Metadata.Uid);
        // Changed by hand: it is put right.
        await api.PatchNamespacedSecretAsync(new V1Patch("""{"stringData":{"value":"wrong"}}""", V1Patch.PatchType.MergePatch), "a", space);
        await SecretAsync(api, space, "a", "1");

        await api.DeleteNamespacedConfigMapAsync("a", space);
        await Eventually.HoldsAsync(() => log.Deleted.Contains("a"));
        Assert.Equal(["a"], log.Finalized);
        await Eventually.SeesAsync(async () => (await api.ListNamespacedSecretAsync(space)).Items.Count(s => s.Metadata.Name == "a"), n => n == 0);
        await host.StopAsync();
    }

    [SkippableFact]
    public async Task A_failing_object_is_tried_again_until_it_succeeds()
    {
        cluster.Require();
        var (space, api, log) = await ArrangeAsync();
        log.FailuresLeft = 6;
        using var host = await MirrorOperator.StartAsync(cluster.ControlPlane.AdminKubeConfig, space, log);

        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("a", space, "1"), space);

        await SecretAsync(api, space, "a", "1");
        Assert.True(log.Reconciled["a"] >= 7);
        await host.StopAsync();
    }

    [SkippableFact]
    public async Task Events_of_one_reason_are_one_event_with_a_count()
    {
        cluster.Require();
        var (space, api, log) = await ArrangeAsync();
        using (var host = await MirrorOperator.StartAsync(cluster.ControlPlane.AdminKubeConfig, space, log))
        {
            await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("a", space, "0"), space);
            for (var i = 1; i <= 3; i++)
            {
                await api.PatchNamespacedConfigMapAsync(
                    new V1Patch($$$"""{"data":{"value":"{{{i}}}"}}""", V1Patch.PatchType.MergePatch), "a", space);
                await SecretAsync(api, space, "a", $"{i}");
            }
            await host.StopAsync();
        }

        var found = Assert.Single((await api.ListNamespacedEventAsync(space)).Items);
        Assert.Equal(("Mirrored", "ConfigMap", "a", "Normal", "mirror"), (found.Reason, found.InvolvedObject.Kind, found.InvolvedObject.Name, found.Type, found.Source.Component));
        Assert.InRange(found.Count!.Value, 3, 4);
    }

    [SkippableFact]
    public async Task A_follower_takes_over_within_three_seconds_of_a_clean_stop_and_only_one_works()
    {
        cluster.Require();
        var (space, api, log) = await ArrangeAsync();
        var other = new MirrorLog();
        using var leader = await MirrorOperator.StartAsync(cluster.ControlPlane.AdminKubeConfig, space, log, s => s.EnableLeaderElection = true);
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("a", space, "1"), space);
        await SecretAsync(api, space, "a", "1");
        using var follower = await MirrorOperator.StartAsync(cluster.ControlPlane.AdminKubeConfig, space, other, s => s.EnableLeaderElection = true);
        await api.CreateNamespacedConfigMapAsync(MirrorOperator.Source("b", space, "1"), space);
        await SecretAsync(api, space, "b", "1");
        Assert.Empty(other.Reconciled);

        await leader.StopAsync();
        var stopped = TimeProvider.System.GetTimestamp();
        await Eventually.HoldsAsync(() => !other.Reconciled.IsEmpty);

        Assert.True(TimeProvider.System.GetElapsedTime(stopped) < TimeSpan.FromSeconds(3), $"{TimeProvider.System.GetElapsedTime(stopped)}");
        await follower.StopAsync();
    }

    private static Task<V1Secret> SecretAsync(ICoreV1Operations api, string space, string name, string value) =>
        Eventually.SeesAsync(
            async () => (await api.ListNamespacedSecretAsync(space)).Items.SingleOrDefault(s => s.Metadata.Name == name)!,
            s => s?.Data is { } data && Encoding.UTF8.GetString(data["value"]) == value);

    private async Task<(string Space, ICoreV1Operations Api, MirrorLog Log)> ArrangeAsync() =>
        (await cluster.ControlPlane.CreateNamespaceAsync(), cluster.ControlPlane.Client.CoreV1, new MirrorLog());
}
