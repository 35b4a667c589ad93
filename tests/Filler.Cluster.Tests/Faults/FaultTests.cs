using Filler.Cluster.Tests.CrashPoints;
using Filler.TestKit.Cluster;
using Filler.TestKit.Proxy;

namespace Filler.Cluster.Tests.Faults;

/// <summary>The operator's program under the faults of a real cluster. One oracle: what the study leaves behind is what it leaves behind undisturbed.</summary>
[Collection(CrashPlane.Name)]
public class FaultTests(CrashPlane plane)
{
    public static TheoryData<string> Studies => new(CrashStudies.All.Select(s => s.Name));

    [SkippableTheory]
    [MemberData(nameof(Studies))]
    public async Task Two_operators_that_know_nothing_of_each_other_do_everything_once(string name)
    {
        plane.Require();
        var study = CrashStudies.All.Single(s => s.Name == name);
        var (expected, _) = await CrashRun.UndisturbedAsync(plane.ControlPlane, study);
        await using var scene = await StudyScene.ArrangeAsync(plane.ControlPlane, study);
        await using var one = scene.Operator(plane.ControlPlane.AdminKubeConfig);
        await using var other = scene.Operator(plane.ControlPlane.AdminKubeConfig);
        await one.StartAsync();
        await other.StartAsync();

        await scene.ApplyAsync();

        await scene.BecomesAsync(expected, () => $"{one.Log}\n{other.Log}");
    }

    [SkippableFact]
    public async Task A_leader_that_sleeps_past_its_lease_writes_nothing_when_it_wakes()
    {
        plane.Require();
        var (expected, _) = await CrashRun.UndisturbedAsync(plane.ControlPlane, CrashStudies.Rungs);
        await using var scene = await StudyScene.ArrangeAsync(plane.ControlPlane, CrashStudies.Rungs);
        await using var proxy = await ApiServerProxy.StartAsync(plane.ControlPlane);
        await using var leader = scene.Operator(proxy.KubeConfig, Candidate("a"));
        await using var follower = scene.Operator(plane.ControlPlane.AdminKubeConfig, Candidate("b"));
        // One trial at a time, so one write at a time: none has passed the lease's check and is still to be sent.
        var asleep = new TaskCompletionSource();
        proxy.AfterWrite = r =>
        {
            if (r.Number == 12)
            {
                leader.Pause();
                asleep.TrySetResult();
            }

            return Task.CompletedTask;
        };
        await leader.StartAsync();
        await scene.ApplyAsync();
        await asleep.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await follower.StartAsync();
        await scene.BecomesAsync(expected, () => follower.Log);
        var (writes, leases) = (proxy.Writes, Leases(proxy));
        leader.Resume();
        // It asks for the lease and is told that it has lost it.
        await Eventually.HoldsAsync(() => Task.FromResult(Leases(proxy) > leases));

        await scene.BecomesAsync(expected, () => leader.Log);
        Assert.Equal([], proxy.Requests.Where(r => r.Number > writes).Select(r => r.ToString()));
    }

    [SkippableFact]
    public async Task An_API_server_killed_and_a_history_compacted_midway_change_nothing()
    {
        plane.Require();
        var (expected, _) = await CrashRun.UndisturbedAsync(plane.ControlPlane, CrashStudies.Failures);
        await using var own = await ControlPlane.StartAsync(CrashPlane.Options with { WatchCache = false });
        await using var scene = await StudyScene.ArrangeAsync(own, CrashStudies.Failures);
        await using var proxy = await ApiServerProxy.StartAsync(own);
        await using var sut = scene.Operator(proxy.KubeConfig);
        var reached = new TaskCompletionSource();
        proxy.AfterWrite = r =>
        {
            if (r.Number == 12) reached.TrySetResult();
            return Task.CompletedTask;
        };
        await sut.StartAsync();
        await scene.ApplyAsync();
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await own.ApiServer.KillAsync();
        await own.ApiServer.StartAsync(TimeSpan.FromSeconds(60), CancellationToken.None);
        await own.CompactAsync();

        await scene.BecomesAsync(expected, () => sut.Log);
        Assert.True(sut.IsRunning, sut.Log);
    }

    [SkippableTheory]
    [MemberData(nameof(Studies))]
    public async Task One_request_in_ten_failing_changes_nothing(string name)
    {
        plane.Require();
        var study = CrashStudies.All.Single(s => s.Name == name);
        var (expected, writes) = await CrashRun.UndisturbedAsync(plane.ControlPlane, study);
        await using var scene = await StudyScene.ArrangeAsync(plane.ControlPlane, study);
        await using var proxy = await ApiServerProxy.StartAsync(plane.ControlPlane);
        await using var sut = scene.Operator(proxy.KubeConfig);
        var faults = new RequestFaults(proxy, seed: 7);
        proxy.Fault = faults.Next;
        await sut.StartAsync();

        await scene.ApplyAsync();

        await scene.BecomesAsync(expected, () => sut.Log);
        Assert.NotEqual(0, faults.Made);
        // Tried again, but never in a storm.
        Assert.InRange(proxy.Writes, 1, 3 * writes.Count);
    }

    private static Dictionary<string, string> Candidate(string pod) => new() { ["FILLER_LEADER_ELECTION"] = "true", ["POD_NAME"] = pod };

    private static int Leases(ApiServerProxy proxy) => proxy.Requests.Count(r => r.IsLease);
}
